using System.Diagnostics;
using System.Text;

namespace Bench;

/// <summary>
/// What a user waits for: the published program from start to exit, output drained through a pipe. Medians of warm runs, beside
/// <c>/bin/true</c> started the same way in the same run, so that the figure can be read on any machine.
/// </summary>
internal static class WholeProcess
{
    private const int Runs = 21;

    public static int Run(string program, string dumpFolder, IReadOnlyList<string> scripts)
    {
        string unix = Path.Combine(dumpFolder, "unix.0");
        string core = Path.Combine(dumpFolder, "vmcore.0");
        double floor = Median("/bin/true", [], "");
        Console.WriteLine("{0,-52} {1,9} {2,8} {3,12}", "", "median ms", "x true", "RssAnon kB");
        Console.WriteLine("{0,-52} {1,9:F2} {2,8:F1}", "/bin/true", floor, 1.0);
        foreach (string mode in (string[])["", "stock"])
        {
            string[] options = mode.Length == 0 ? ["-S"] : ["-S", "-o", mode];
            foreach (string script in scripts)
            {
                string[] arguments = [.. options, unix, core];
                double median = Median(program, arguments, script + "\n");
                string memory = AnonymousMemory(program, arguments, script);
                Console.WriteLine("{0,-52} {1,9:F2} {2,8:F1} {3,12}", script + (mode.Length == 0 ? "" : "  (-o stock)"), median, median / floor, memory);
            }
        }

        return 0;
    }

    public static int Lines(string program)
    {
        double floor = Median("/bin/true", [], "");
        double lines = Median(program, ["-S"], DifferentLines(), runs: 5);
        Console.WriteLine("{0,-52} {1,9:F2} {2,8:F1}", "100,000 different short lines", lines, lines / floor);
        return 0;
    }

    /// <summary>Seeded: numbers in several radixes, operators and formats varied.</summary>
    private static string DifferentLines()
    {
        string[] operators = ["+", "-", "*", "%", "#", "&", "|", "^", "<<", ">>", "==", "!=", "%%"];
        var random = new Random(7);
        var script = new StringBuilder();
        for (int i = 0; i < 100_000; i++)
        {
            script.Append(Number(random, 40)).Append(operators[random.Next(operators.Length)]).Append(Number(random, 20));
            script.Append('=').Append("XKDEeJ"[random.Next(6)]).Append('\n');
        }

        return script.ToString();
    }

    private static string Number(Random random, int bits)
    {
        long value = random.NextInt64(1, 1L << random.Next(1, bits));
        return random.Next(3) switch { 0 => $"0t{value}", 1 => $"0x{value:x}", _ => $"{value:x}" };
    }

    public static double Median(string program, string[] arguments, string input, int runs = Runs)
    {
        var times = new List<double>();
        for (int i = 0; i < runs + 3; i++)
        {
            var watch = Stopwatch.StartNew();
            Start(program, arguments, input);
            if (i >= 3)
            {
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
        }

        times.Sort();
        return times[times.Count / 2];
    }

    /// <summary>Private memory at the end of the script, as the program's own child sees it in /proc.</summary>
    public static string AnonymousMemory(string program, string[] arguments, string script)
    {
        string text = Start(program, arguments, script + "\n!grep RssAnon /proc/$PPID/status\n");
        int at = text.LastIndexOf("RssAnon:", StringComparison.Ordinal);
        return at < 0 ? "-" : text[(at + 8)..].Replace("kB", "", StringComparison.Ordinal).Trim();
    }

    internal static string Start(string program, string[] arguments, string input)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException(program);

        // A long script and its answers do not fit into the pipes at once: both sides move together.
        Task feeding = Task.Run(() => Feed(process, input));
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        feeding.GetAwaiter().GetResult();
        return output;
    }

    private static void Feed(Process process, string input)
    {
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A program that reads nothing, such as /bin/true, may be gone already.
        }
    }
}
