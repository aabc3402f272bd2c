using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Commands.Pipeline;
using DumpReader.Problems;
using DumpReader.Targets;

namespace Commands.Tests.Damage;

/// <summary>Opens a damaged file and asks it what everybody asks first; says what is wrong with the answers.</summary>
internal sealed partial class DamageTrial(DamageCase damage, int number)
{
    /// <summary>Twenty everyday commands.</summary>
    public static readonly string[] Script =
    [
        "::status", "::panicinfo", "::msgbuf", "$C", "$r", "::ps -f", "::ptree", "::stacks", "::walk thread | ::findstack -v", "::cpuinfo -v",
        "::walk ctxop | ::print struct ctxop", "::ctxop -c", "::modinfo", "::nm", "::kmastat", "::findleaks", "::walk proc | ::print proc_t",
        "*panic_thread::whatis", "::memstat", "::prtconf",
    ];

    /// <summary>When a statement stops by itself. It must have ended by ten times of that.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    private readonly List<string> _wrong = [];

    public bool WasOpened { get; private set; }

    /// <summary>Statements that ran into the deadline.</summary>
    public List<string> Late { get; } = [];

    /// <summary>What is not as it must be; empty where all is well.</summary>
    public IReadOnlyList<string> Run()
    {
        try
        {
            using ITarget target = damage.File.Open(damage.Over);
            WasOpened = true;
            foreach (string text in Script)
            {
                Ask(target, text);
            }

            foreach (Problem problem in target.Problems)
            {
                Check(problem);
            }
        }
        catch (DumpException refused)
        {
            Check(refused.Problem);
        }
        catch (Exception unforeseen)
        {
            _wrong.Add(unforeseen.ToString());
        }

        return _wrong;
    }

    private void Ask(ITarget target, string text)
    {
        bool isStock = number % 4 == 3;
        bool isJson = number % 4 == 2;
        var clock = Stopwatch.StartNew();
        using var output = new BoundedOutput();
        using var error = new BoundedOutput();
        var options = new SessionOptions { Stock = isStock, Json = isJson, Deadline = Deadline };
        var session = new Session(target, new SessionStreams(Stream.Null, output, error), options);
        session.RunText(text);
        session.Complete();
        string said = error.ToString();
        if (clock.Elapsed > 10 * Deadline)
        {
            _wrong.Add($"{text}: took {clock.Elapsed}");
        }

        if (said.Contains("MDB401", StringComparison.Ordinal))
        {
            Late.Add(text);
        }

        if (said.Contains("internal error", StringComparison.Ordinal) || said.Contains("Exception", StringComparison.Ordinal))
        {
            _wrong.Add($"{text}: {said}");
        }

        if (session.ExitStatus is not (0 or 1) || (!isStock && session.ExitStatus == 0 && said.Contains("mdb: partial:", StringComparison.Ordinal)))
        {
            _wrong.Add($"{text}: status {session.ExitStatus}, but said {said}");
        }

        foreach (Problem problem in session.Problems)
        {
            Check(problem);
        }

        if (isJson)
        {
            CheckJson(text, output.ToString(), session.ExitStatus);
        }
        else if (!isStock && damage.Cut is not null && target.Kind != "raw" && session.ExitStatus == 0 && SoundAnswers.Of(damage.File, text) is { } sound && sound != output.ToString())
        {
            _wrong.Add($"{text}: less than of the whole file, and nothing said but '{said}':\n{output}");
        }
    }

    /// <summary>Every line is an object, and the last says whether all was there.</summary>
    private void CheckJson(string text, string output, int status)
    {
        string last = "";
        try
        {
            foreach (string line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                JsonDocument.Parse(line).Dispose();
                last = line;
            }
        }
        catch (JsonException e)
        {
            _wrong.Add($"{text}: {e.Message}");
        }

        if (output.Length < BoundedOutput.Most && last.Contains("\"end\":\"complete\"", StringComparison.Ordinal) != (status == 0))
        {
            _wrong.Add($"{text}: status {status}, but ends with {last}");
        }
    }

    private void Check(Problem problem)
    {
        if (!Code().IsMatch(problem.Code) || problem.Message.Length is < 5 or > 2000 || problem.Message.Contains('\n', StringComparison.Ordinal)
            || problem.Message.Contains("Exception", StringComparison.Ordinal))
        {
            _wrong.Add($"unclear problem {problem.Code} {problem.Message}");
        }
    }

    [GeneratedRegex("^MDB[0-9]{3}$")]
    private static partial Regex Code();
}
