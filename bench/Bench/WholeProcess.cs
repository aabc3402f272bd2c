using System.Diagnostics;

namespace Bench;

/// <summary>
/// What a user waits for: the published program from start to exit, output drained through a pipe. Medians of warm runs, beside
/// <c>/bin/true</c> started the same way in the same run, so that the figure can be read on any machine.
/// </summary>
internal static class WholeProcess
{
    private const int Runs = 21;

    public static int Run(string program, string dumpFolder)
    {
        string unix = Path.Combine(dumpFolder, "unix.0");
        string core = Path.Combine(dumpFolder, "vmcore.0");
        double floor = Median("/bin/true", [], "");
        Console.WriteLine("{0,-52} {1,9} {2,8} {3,12}", "", "median ms", "x true", "RssAnon kB");
        Console.WriteLine("{0,-52} {1,9:F2} {2,8:F1}", "/bin/true", floor, 1.0);
        foreach (string mode in (string[])["", "stock"])
        {
            string[] options = mode.Length == 0 ? ["-S"] : ["-S", "-o", mode];
            foreach (string script in (string[])["1=X", "::walk thread | ::print kthread_t t_ctx"])
            {
                string[] arguments = [.. options, unix, core];
                double median = Median(program, arguments, script + "\n");
                string memory = AnonymousMemory(program, arguments, script);
                Console.WriteLine("{0,-52} {1,9:F2} {2,8:F1} {3,12}", script + (mode.Length == 0 ? "" : "  (-o stock)"), median, median / floor, memory);
            }
        }

        return 0;
    }

    private static double Median(string program, string[] arguments, string input)
    {
        var times = new List<double>();
        for (int i = 0; i < Runs + 3; i++)
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
    private static string AnonymousMemory(string program, string[] arguments, string script)
    {
        string text = Start(program, arguments, script + "\n!grep RssAnon /proc/$PPID/status\n");
        int at = text.LastIndexOf("RssAnon:", StringComparison.Ordinal);
        return at < 0 ? "-" : text[(at + 8)..].Replace("kB", "", StringComparison.Ordinal).Trim();
    }

    private static string Start(string program, string[] arguments, string input)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException(program);
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A program that reads nothing, such as /bin/true, may be gone already.
        }

        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
