using System.Diagnostics;
using System.Globalization;

namespace Commands.Tests.Damage;

/// <summary>Runs cases one after another, each with an end of its own, and gathers what was found.</summary>
internal sealed class DamageSuite
{
    /// <summary>Ten times what twenty statements that all run into their deadline take.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(400);

    /// <summary>Bytes of live objects that a case may come to.</summary>
    private const long MemoryCap = 1L << 30;

    private static readonly string? Log = Environment.GetEnvironmentVariable("MDB_DAMAGE_LOG");

    private readonly List<string> _findings = [];
    private readonly SortedDictionary<string, int> _late = new(StringComparer.Ordinal);
    private int _cases;
    private int _opened;
    private long _peak;
    private TimeSpan _longest;

    /// <summary>A number out of the environment.</summary>
    public static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int set) ? set : otherwise;

    public IReadOnlyList<string> Findings => _findings;

    public void Run(DamageCase damage, int number)
    {
        Write($"case {number}: {damage}");
        var trial = new DamageTrial(damage, number);
        IReadOnlyList<string> wrong = [];
        var clock = Stopwatch.StartNew();
        var thread = new Thread(() => wrong = trial.Run()) { IsBackground = true, Name = "damage" };
        thread.Start();
        while (!thread.Join(20))
        {
            _peak = Math.Max(_peak, GC.GetTotalMemory(false));
            if (clock.Elapsed > Hang)
            {
                wrong = [$"hangs for {Hang}"];
                break;
            }
        }

        _cases++;
        _opened += trial.WasOpened ? 1 : 0;
        _longest = clock.Elapsed > _longest ? clock.Elapsed : _longest;
        foreach (string late in trial.Late)
        {
            Write($"case {number}: late: {late}");
            _late[late] = _late.GetValueOrDefault(late) + 1;
        }

        if (_peak > MemoryCap)
        {
            wrong = [.. wrong, $"memory of {_peak >> 20} MiB"];
            _peak = 0;
        }

        foreach (string finding in wrong)
        {
            Write($"case {number}: FOUND {finding}");
            _findings.Add($"case {number}: {damage}\n  {finding}");
        }
    }

    /// <summary>How many cases, how they went, and what took long.</summary>
    public string Summary() => $"{_cases} cases, {_opened} opened, {_cases - _opened} refused, {_findings.Count} findings; longest {_longest.TotalSeconds:f1} s; "
        + $"statements at the deadline: {string.Join(", ", _late.Select(l => $"{l.Key} {l.Value}"))}";

    public static void Write(string line)
    {
        if (Log is not null)
        {
            File.AppendAllText(Log, line + "\n");
        }
    }
}
