using Commands.Dcmds.Kernel;
using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Kernel.Memory;
using DumpReader.Symbols;
using DumpReader.Values;

namespace Commands.Dcmds.Memory;

/// <summary>The memory of the kernel that a search looks at: its segments but the heaps, and of the heaps what is allocated.</summary>
internal static class KernelRanges
{
    /// <summary>Segments of heaps, of which the arenas tell what is in use.</summary>
    private static readonly string[] _heapSegments = ["kvseg", "kvseg32", "kvseg_core"];

    private static readonly string[] _heapArenas = ["heap", "heap32", "heap_core", "heap_lp"];

    /// <summary>Segments by address, then the heaps in the order of the walker <c>vmem</c>. Null after a message.</summary>
    public static List<AddressRange>? List(Run run)
    {
        if (run.Session.FindSymbol(null, "kas", out Symbol kas) != SymbolLookup.Found)
        {
            run.Error($"failed to find kas: {Reasons.UnknownSymbol}");
            return null;
        }

        return [.. Segments(run, kas.Value), .. Heaps(run)];
    }

    private static IEnumerable<AddressRange> Segments(Run run, ulong kas)
    {
        HashSet<ulong> heaps = [.. _heapSegments.Select(name => Symbol(run, name)).OfType<ulong>()];
        ulong? physicalMap = Symbol(run, "segkpm_ops");
        foreach (Item item in KernelObject.Elements(run, "seg", new Item(kas)))
        {
            if (heaps.Contains(item.Bits) || !KernelObject.TryReadPart(run, "struct seg", item.Bits, out Value seg)
                || seg.Number("s_ops") == physicalMap)
            {
                continue;
            }

            yield return AddressRange.Sized(seg.Number("s_base"), seg.Number("s_size"));
        }
    }

    private static IEnumerable<AddressRange> Heaps(Run run)
    {
        AddressRange? large = KernelObject.Variable(run, "heap_lp_base") is { } from && KernelObject.Variable(run, "heap_lp_end") is { } to
            ? new AddressRange(from, to)
            : null;
        KernelObjects kernel = run.Session.Kernel;
        foreach (VmemArena arena in HeapArenas.Named(kernel, _heapArenas, fault => KernelWalk.Report(run, fault)))
        {
            bool isHeap = arena.Name(kernel) == "heap";
            foreach (VmemSegment segment in VmemSegments.Walk(kernel, arena.Address, fault => KernelWalk.Report(run, fault)))
            {
                var range = new AddressRange(segment.Start, segment.End);
                if (segment.Kind == VmemSegmentKind.Allocated && (!isHeap || range != large))
                {
                    yield return range;
                }
            }
        }
    }

    private static ulong? Symbol(Run run, string name) =>
        run.Session.FindSymbol(null, name, out Symbol symbol) == SymbolLookup.Found ? symbol.Value : null;
}
