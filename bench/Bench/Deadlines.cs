using System.Diagnostics;
using System.Globalization;
using Commands.Pipeline;

namespace Bench;

/// <summary>
/// How far statements run over a deadline: every example of every command, every command alone and every walker alone and from what walkers
/// start from, on large dumps, with deadlines that end the long ones in the middle. The figure is the time of the whole process less that of one
/// which asks for nothing, less the deadline. A statement that does not say that it was ended must give the same answer without a deadline.
/// </summary>
internal sealed class Deadlines(string program, string[] operands)
{
    private const int Shown = 25;
    private const int MostTime = 5_000;

    private static readonly double[] Limits = [0.02, 0.05];
    private static readonly string[] Starts = ["", "::walk thread | ", "::walk proc | ", "::walk kmem_cache | ", "::walk vmem | ", "::walk modctl | "];

    private static readonly string[] Long =
    [
        "::walk kmem | sort -r", "::walk kmem | uniq", "::walk kmem | group", "::walk kmem | count", "::walk kmem | last", "::walk kmem | json",
        "::walk kmem | ::print -t kthread_t", "::walk thread | ::stack", "::walk thread | ::print kthread_t", "::walk thread | ::findstack -v",
        "::walk kmem | ::whatis", "::walk kmem | where $[. =~ \"^.*ff+e.*0$\"]", "::walk thread | ::thread | sort -r state | group state",
        "::walk kmem | ::grep '.==0'", "::walk kmem | ::map '.+1'", "::walk kmem ! cat", "::walk kmem ! sleep 100", "! sleep 100", "::kgrep 0", "0,ffffffff/K",
        "hz,100000000::dump", "fffffe5b00000000::print -a char[200000000]", "fffffe5b00000000::array char 200000000", "fffffe5b00000000,10000000/B",
        "hz/l ff", "0,ffffffffffff=X", "::nm | sort -r", "::ps ; ::threadlist", "::walk kmem | ::allocdby", "::stacks -a", "::typegraph", "::findleaks -d", "::findlocks",
        "fffffe5b00000000::whattype", "::walk kmem | ::whattype", "::walk kmem | ::istype proc_t", "::walk kmem | ::findfalse", "::kmem_verify", "::kmastat", "::kmausers",
        "::memstat", "::walk allpages", "::walk page | ::page", "::waits", "::eval '::walk kmem'", "::walk kmem | ::eval '.=K'",
    ];

    private readonly List<Result> _results = [];

    public static int Run(string program, string[] operands)
    {
        var runs = new Deadlines(program, operands);
        runs.Measure();
        return runs.Report();
    }

    private static IEnumerable<string> Statements()
    {
        IEnumerable<string> examples = Registry.DcmdNames.SelectMany(name => Registry.CreateDcmd(name)!.Info.Examples);
        IEnumerable<string> alone = Registry.DcmdNames.Where(n => char.IsAsciiLetter(n[0]) && n is not ("quit" or "log")).Select(n => "::" + n);
        IEnumerable<string> walks = Registry.WalkerNames.SelectMany(name => Starts.Select(start => $"{start}::walk {name}"));
        return Long.Concat(examples).Concat(alone).Concat(walks).Distinct();
    }

    private void Measure()
    {
        double floor = Enumerable.Range(0, 7).Select(_ => Ask("1=X", null).Milliseconds).Order().ElementAt(3);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', operands)}: start and end take {floor:F0} ms"));
        foreach (string statement in Statements())
        {
            foreach (double limit in Limits)
            {
                Answer answer = Ask(statement, limit);
                bool isSaid = answer.Error.Contains("(MDB401)", StringComparison.Ordinal);
                double over = answer.Milliseconds - floor - (limit * 1000);
                bool isSilent = !isSaid && over > -10 && Ask(statement, 4) is { } whole && whole.Output != answer.Output;
                _results.Add(new Result(statement, limit, over, isSaid, isSilent));
            }
        }
    }

    private int Report()
    {
        Console.WriteLine($"{_results.Count(r => r.IsSaid)} of {_results.Count} statements were ended by their deadline; those that ran over most:");
        foreach (Result result in _results.OrderByDescending(r => r.Over).Take(Shown))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Over,8:F0} ms over {result.Limit:F2} s  {(result.IsSaid ? "said  " : "      ")}  {result.Statement}"));
        }

        foreach (Result result in _results.Where(r => r.IsSilent))
        {
            Console.WriteLine($"SILENT at {result.Limit}: {result.Statement}");
        }

        return _results.Exists(r => r.IsSilent || r.Over > 100) ? 1 : 0;
    }

    private Answer Ask(string statement, double? limit)
    {
        string[] deadline = limit is { } seconds ? ["--deadline", seconds.ToString(CultureInfo.InvariantCulture)] : [];
        var start = new ProcessStartInfo(program, ["-S", .. deadline, "-e", statement, .. operands])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var clock = Stopwatch.StartNew();
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        using var cap = new Timer(_ => process.Kill(entireProcessTree: true), null, MostTime, Timeout.Infinite);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Answer(clock.Elapsed.TotalMilliseconds, output, error.Result);
    }

    private sealed record Answer(double Milliseconds, string Output, string Error);

    private sealed record Result(string Statement, double Limit, double Over, bool IsSaid, bool IsSilent);
}
