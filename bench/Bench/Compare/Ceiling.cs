using System.Diagnostics;
using System.IO.MemoryMappedFiles;

namespace Bench.Compare;

/// <summary>What the machine allows: the same work over the mapped file in plain C#, without names, types or output.</summary>
internal static class Ceiling
{
    private const int Runs = 5;

    /// <summary>Milliseconds of following <c>i_next</c> from the first item of a list and touching three members of each.</summary>
    public static unsafe double Walk(Workload dump, int list)
    {
        using var map = MemoryMappedFile.CreateFromFile(dump.Core, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        using MemoryMappedViewAccessor view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* file = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref file);
        try
        {
            byte* items = file + FileOffset(file, Workload.Head(list));
            var times = new List<double>();
            for (int i = 0; i < Runs; i++)
            {
                var watch = Stopwatch.StartNew();
                if (Follow(items, Workload.Head(list)) != dump.Lists[list])
                {
                    throw new InvalidOperationException("the list was not met whole");
                }

                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            times.Sort();
            return times[Runs / 2];
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    private static unsafe long Follow(byte* items, ulong head)
    {
        long count = 0;
        ulong sum = 0;
        for (ulong at = head; at != 0; count++)
        {
            byte* item = items + (at - head);
            sum += *(ulong*)(item + 16) + *(uint*)(item + 24) + item[32];
            at = *(ulong*)item;
        }

        return sum == 0 ? 0 : count;
    }

    /// <summary>Where the PT_LOAD of an address begins in the file (elf.h).</summary>
    private static unsafe long FileOffset(byte* file, ulong address)
    {
        byte* header = file + *(long*)(file + 32);
        for (int n = *(ushort*)(file + 56); n > 0; n--, header += 56)
        {
            if (*(uint*)header == 1 && *(ulong*)(header + 16) == address)
            {
                return *(long*)(header + 8);
            }
        }

        throw new InvalidOperationException($"{address:x} begins no segment");
    }
}
