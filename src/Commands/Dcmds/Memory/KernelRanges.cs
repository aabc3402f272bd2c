using Commands.Dcmds.Kernel;
using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Symbols;
using DumpReader.Types;
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
        foreach (Item arena in KernelObject.Elements(run, "vmem"))
        {
            if (!KernelObject.TryReadPart(run, "struct vmem", arena.Bits, out Value vmem) || !_heapArenas.Contains(vmem.Text("vm_name")))
            {
                continue;
            }

            bool isHeap = vmem.Text("vm_name") == "heap";
            foreach (Item item in KernelObject.Elements(run, "vmem_alloc", arena.Bits))
            {
                if (KernelObject.TryReadPart(run, "struct vmem_seg", item.Bits, out Value seg))
                {
                    var range = new AddressRange(seg.Number("vs_start"), seg.Number("vs_end"));
                    if (!isHeap || range != large)
                    {
                        yield return range;
                    }
                }
            }
        }
    }

    private static ulong? Symbol(Run run, string name) =>
        run.Session.FindSymbol(null, name, out Symbol symbol) == SymbolLookup.Found ? symbol.Value : null;
}
