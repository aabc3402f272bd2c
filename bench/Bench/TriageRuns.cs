using System.Diagnostics;

namespace Bench;

/// <summary>
/// <c>mdb triage</c> of many small dumps: how much faster two jobs are than one, and what it costs that each dump has a process of its own.
/// That cost is the time for a file which the process refuses at its first bytes: nothing is left of it but the start, the pipe and the end.
/// </summary>
internal static class TriageRuns
{
    private const int Dumps = 200;
    private const int Rounds = 5;
    private const double LeastGain = 1.7;
    private const double MostMilliseconds = 30;

    /// <summary>Exit status: 1 where a limit does not hold.</summary>
    /// <param name="program">The published program.</param>
    /// <param name="dump">Folder of a small dump.</param>
    /// <param name="scratch">Folder for a file that is no dump.</param>
    public static int Run(string program, string dump, string scratch)
    {
        Directory.CreateDirectory(scratch);
        string none = Path.Combine(scratch, "vmcore.0");
        File.WriteAllBytes(none, new byte[4096]);
        double one = Median(program, dump, jobs: 1);
        double two = Median(program, dump, jobs: 2);
        double each = Median(program, none, jobs: 1) * 1000 / Dumps;
        bool gains = one / two >= LeastGain;
        bool isCheap = each < MostMilliseconds;
        Console.WriteLine($"{Dumps} dumps, one job     {one,8:F3} s   {one * 1000 / Dumps,6:F2} ms a dump");
        Console.WriteLine($"{Dumps} dumps, two jobs    {two,8:F3} s   {one / two,6:F2} times faster, at least {LeastGain} wanted{(gains ? "" : "   too little")}");
        Console.WriteLine($"a process of its own {each,8:F2} ms a dump, less than {MostMilliseconds} wanted{(isCheap ? "" : "   too much")}");
        File.Delete(none);
        return gains && isCheap ? 0 : 1;
    }

    /// <summary>Seconds.</summary>
    private static double Median(string program, string name, int jobs)
    {
        string list = string.Concat(Enumerable.Repeat(name + "\n", Dumps));
        var times = new List<double>();
        for (int i = 0; i <= Rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            string records = WholeProcess.Start(program, ["triage", "--json", "--jobs", jobs.ToString(), "--from", "-"], list);
            if (records.Count(c => c == '\n') != Dumps)
            {
                throw new InvalidOperationException("not every dump has a record");
            }

            if (i > 0)
            {
                times.Add(watch.Elapsed.TotalSeconds);
            }
        }

        times.Sort();
        return times[times.Count / 2];
    }
}
