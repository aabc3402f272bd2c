using System.Globalization;

namespace Bench.Compare;

/// <summary>
/// The published program beside gdb and drgn on the same objects in one run: open and print a structure, walk a list and print three members of each
/// element, find a value. Medians of whole runs, process start included, answers drained through a pipe; beside them what plain C# over the mapped
/// file takes for the same. A tool that is not there is <c>absent</c>, and then the targets are not met.
/// </summary>
internal static class Comparison
{
    private const double SlowRun = 5000;
    private const long MostMemory = 60_000;

    /// <summary>Lines about the core itself, before the first answer.</summary>
    private const long MostBanner = 8;

    private static readonly string[] s_tools = ["mdb", "gdb", "gdb, Python", "drgn"];

    private static bool _met = true;

    /// <param name="mdb">The published program.</param>
    /// <param name="folder">Where there is room for 12 GB of dumps; what is there already is used.</param>
    /// <returns>Exit status: 1 where a target is not met.</returns>
    public static int Run(string mdb, string folder)
    {
        var lists = Workload.OfLists(Path.Combine(folder, "lists"), 100_000, 1_000_000);
        var growth = Workload.OfLists(Path.Combine(folder, "growth"), 1_000, 10_000, 100_000, 1_000_000, 10_000_000);
        var small = Workload.ToSearch(Path.Combine(folder, "search-200"), 200UL << 20);
        var large = Workload.ToSearch(Path.Combine(folder, "search-2048"), 2UL << 30);
        var tools = new Tools(mdb, folder);
        Console.WriteLine("| {0,-36} | {1} | {2,9} | {3,8} | {4,9} | {5,12} |", "median ms", string.Join(" | ", s_tools.Select(static t => $"{t,11}")), "ceiling", "of drgn", "target", "RssAnon kB");
        Console.WriteLine("|:---|---:|---:|---:|---:|---:|---:|---:|---:|");
        double start = WholeProcess.Median("/bin/true", [], "");
        Row("open, print one structure", tools.Print(lists), start, 0.25, null);
        Row("walk 100,000, print three members", tools.Walk(lists, 0), Ceiling.Walk(lists, 0), 0.1, 100_000);
        Row("walk 1,000,000, print three members", tools.Walk(lists, 1), Ceiling.Walk(lists, 1), 0.1, 1_000_000);
        foreach (Workload dump in (Workload[])[small, large])
        {
            double floor = LargeMemory.Floor(dump.Vmcore, out _);
            Row($"find a value in {dump.Range >> 20} MiB", tools.Find(dump), floor, null, dump.Needles);
        }

        Console.WriteLine();
        Search(tools, small);
        Search(tools, large);
        Console.WriteLine();
        Growth(tools, growth);
        Console.WriteLine();
        Console.WriteLine(_met ? "All targets are met." : "A target is not met.");
        return _met ? 0 : 1;
    }

    private static void Row(string name, Job[] jobs, double ceiling, double? target, long? results)
    {
        double?[] times = [.. jobs.Select(job => job.Program is null ? null : (double?)Median(job, results))];
        string memory = Memory(jobs[0]);
        double? ratio = times[0] / times[^1];
        bool holds = times.All(static t => t is not null) && (target is null || ratio <= target) && long.Parse(memory, CultureInfo.InvariantCulture) <= MostMemory;
        _met &= holds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name,-36} | {string.Join(" | ", times.Select(static t => t is { } ms ? $"{ms,11:F1}" : "     absent"))} | {ceiling,9:F2} | {ratio,8:F3} | {target,9} | {memory,12} |{(holds ? "" : " not met")}"));
    }

    /// <summary>What one more search of a session takes beside the plain compare of the same words, both warm and on all cores.</summary>
    private static void Search(Tools tools, Workload dump)
    {
        Job job = tools.Find(dump)[0];
        double floor = LargeMemory.Floor(dump.Vmcore, out _);
        double time = LargeMemory.PerStatement(job.Program!, job.Arguments, job.Input, out _);
        bool holds = floor / time >= 0.6;
        _met &= holds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"One more search of {dump.Range >> 20} MiB: {time:F1} ms, plain compare {floor:F1} ms: {floor / time:F2} of its speed (target 0.6){(holds ? "" : ": not met")}"));
    }

    private static void Growth(Tools tools, Workload dump)
    {
        Console.WriteLine($"| {"elements",10} | {"ms",9} | {"ns one more",12} | {"RssAnon kB",12} |");
        Console.WriteLine("|---:|---:|---:|---:|");
        double before = 0;
        for (int i = 0; i < dump.Lists.Length; i++)
        {
            Job job = tools.Walk(dump, i)[0];
            double time = Median(job, dump.Lists[i]);
            string more = i == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{(time - before) * 1e6 / (dump.Lists[i] - dump.Lists[i - 1]):F0}");
            string memory = Memory(job);
            _met &= long.Parse(memory, CultureInfo.InvariantCulture) <= MostMemory;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {dump.Lists[i],10} | {time,9:F1} | {more,12} | {memory,12} |"));
            before = time;
        }
    }

    private static string Memory(Job mdb) => WholeProcess.AnonymousMemory(mdb.Program!, mdb.Arguments, mdb.Input);

    /// <summary>Of five runs after one that is not counted; of one where it takes seconds.</summary>
    private static double Median(Job job, long? results)
    {
        (double first, long lines) = job.Run();
        if (lines == 0 || (results is { } expected && (lines < expected || lines % expected > MostBanner)))
        {
            throw new InvalidOperationException($"{job.Name} answered {lines} lines for {results} results:\n{job.Input}{string.Join(' ', job.Arguments)}");
        }

        if (first > SlowRun)
        {
            return first;
        }

        double[] times = [.. Enumerable.Range(0, 5).Select(_ => job.Run().Time).Order()];
        return times[2];
    }
}
