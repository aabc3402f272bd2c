using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Conformance;
using DumpBuilder;

namespace Bench;

/// <summary>
/// ::kgrep over 2 GiB of kernel memory beside the floor of the same run: a plain compare of all aligned words of the mapped dump, 32 bytes at a
/// time, on all cores. Both warm: the memory is in the page cache, the pages are mapped.
/// </summary>
internal static class LargeMemory
{
    /// <summary>Where the range to be searched begins.</summary>
    public const ulong Base = 0xfffffe6000000000;

    /// <summary>The kernel's only segment, which the scenario makes as large as all of its memory could be.</summary>
    private const ulong Segment = 0xfffffe5af0000600;

    private const ulong Length = 2UL << 30;
    public const ulong Needle = 0x1122334455667788;
    private const ulong NeedleEach = 64UL << 20;
    private const int Runs = 9;

    public static int Run(string program, string folder)
    {
        string core = Path.Combine(folder, "vmcore.0");
        if (!File.Exists(core))
        {
            Build(folder, core);
        }

        double floor = Floor(core, out int found);
        string[] arguments = ["-S", Path.Combine(folder, "unix.0"), core];
        Console.WriteLine("{0,-52} {1,9:F1} ms, {2} found", "Vector256 compare of the mapping", floor, found);
        string[] questions =
        [
            $"{Needle:x}::kgrep", $"{Needle:x}::kgrep -m ffffffffffff0000", $"{Needle:x}::kgrep -d 10", $"{Needle & uint.MaxValue:x}::kgrep -s 4",
        ];
        foreach (string question in questions)
        {
            double time = PerStatement(program, arguments, question + "\n", out int lines);
            Console.WriteLine("{0,-52} {1,9:F1} ms, {2} found, {3:F2} of the floor's speed", question, time, lines, floor / time);
        }

        return 0;
    }

    private static void Build(string folder, string core)
    {
        Directory.CreateDirectory(folder);
        DumpImage image = Scenario.Load(Path.Combine(RepositoryPaths.Folder, "..", "..", "samples", "scenarios", "kmem.scenario"));
        AddRange(image, Length, NeedleEach);
        image.Write(Path.Combine(folder, "unix.0"), core + ".part");
        File.Move(core + ".part", core);
    }

    /// <summary>Adds a range that is the kernel's only segment, with the value in the middle of each piece of a size.</summary>
    public static void AddRange(DumpImage image, ulong length, ulong each)
    {
        image.SetMember(Segment, "struct seg", "s_base", Base);
        image.SetMember(Segment, "struct seg", "s_size", length);
        image.AddRegion(Base, length, memory =>
        {
            for (ulong at = each / 2; at < length; at += each)
            {
                memory.Write(Base + at, Needle);
            }
        });
    }

    /// <summary>What one more statement costs in a session that has run it before.</summary>
    public static double PerStatement(string program, string[] arguments, string statement, out int lines)
    {
        lines = WholeProcess.Start(program, arguments, statement).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        var times = new List<double>();
        for (int i = 0; i < 3; i++)
        {
            double one = Time(() => WholeProcess.Start(program, arguments, statement));
            double many = Time(() => WholeProcess.Start(program, arguments, string.Concat(Enumerable.Repeat(statement, Runs + 1))));
            times.Add((many - one) / Runs);
        }

        times.Sort();
        return times[1];
    }

    /// <summary>Milliseconds of a compare of all aligned words of a file, mapped and warm, on all cores.</summary>
    public static unsafe double Floor(string core, out int found)
    {
        using var map = MemoryMappedFile.CreateFromFile(core, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        using MemoryMappedViewAccessor view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        try
        {
            nint words = (nint)(view.Capacity / sizeof(ulong));
            int cores = Environment.ProcessorCount;
            int sum = 0;
            var times = new List<double>();
            for (int i = 0; i < Runs; i++)
            {
                sum = 0;
                times.Add(Time(() => Parallel.For(0, cores, part =>
                {
                    nint from = words / cores * part;
                    Interlocked.Add(ref sum, Count((ulong*)start + from, part == cores - 1 ? words - from : words / cores));
                })));
            }

            found = sum;
            times.Sort();
            return times[Runs / 2];
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    private static unsafe int Count(ulong* words, nint count)
    {
        var needle = Vector256.Create(Needle);
        int found = 0;
        for (nint i = 0; i + Vector256<ulong>.Count <= count; i += Vector256<ulong>.Count)
        {
            if (Vector256.EqualsAny(Vector256.Load(words + i), needle))
            {
                found++;
            }
        }

        return found;
    }

    private static double Time(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalMilliseconds;
    }
}
