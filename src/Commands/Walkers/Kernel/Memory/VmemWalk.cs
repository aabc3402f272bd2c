using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Kernel.Memory;
using DumpReader.Problems;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>What the walkers of arenas and of their segments share.</summary>
internal static class VmemWalk
{
    /// <summary>
    /// All arenas; null after the message where there is no list of them. One whose source is no arena is a root by default; stock mdb
    /// refuses to go on.
    /// </summary>
    public static VmemForest? Forest(Run run)
    {
        KernelObjects kernel = run.Session.Kernel;
        if (!kernel.TrySymbol("vmem_list", out _))
        {
            run.Error($"couldn't read 'vmem_list': {Reasons.UnknownSymbol}");
            run.Partial(WalkFault.MissingSymbol("vmem_list").Problem);
            return null;
        }

        VmemForest forest = VmemForest.Read(kernel, fault => KernelWalk.Report(run, fault));
        foreach (VmemArena orphan in forest.Orphans)
        {
            run.Error($"couldn't find {orphan.Address:x}'s parent ({orphan.Source:x})");
            run.Partial(new Problem("MDB561", $"vmem {orphan.Address:x} imports from {orphan.Source:x}, which is no arena", orphan.Address));
            if (run.Session.Options.Stock)
            {
                return null;
            }
        }

        return forest;
    }

    /// <summary>All arenas in one order, or from one of them on; null after the message.</summary>
    public static IEnumerable<Item>? Arenas(Run run, Item? start, Func<VmemForest, IEnumerable<VmemArena>> order)
    {
        if (Forest(run) is not { } forest)
        {
            return null;
        }

        IEnumerable<VmemArena> arenas = order(forest);
        if (start is { Bits: not 0 and var first })
        {
            arenas = arenas.SkipWhile(arena => arena.Address != first);
            if (!arenas.Any())
            {
                run.Error($"couldn't find vmem {first:x} on vmem_list");
                return null;
            }
        }

        return Items(run, arenas.Select(arena => arena.Address), "vmem_t");
    }

    /// <summary>The segments of an arena that a walker wants; null after the message.</summary>
    public static IEnumerable<Item>? Segments(Run run, Item? start, string walker, Func<VmemSegment, bool> wanted)
    {
        if (start is not { } arena)
        {
            run.Error($"{walker} does not support global walks");
            return null;
        }

        KernelObjects kernel = run.Session.Kernel;
        return KernelWalk.Start(run, "vmem_seg_t", fault => VmemSegments.Walk(kernel, arena.Bits, fault).UntilStopped(run).Where(wanted).Select(s => s.Address));
    }

    private static IEnumerable<Item> Items(Run run, IEnumerable<ulong> addresses, string type)
    {
        var declared = run.Session.Kernel.Type(type).Type;
        return addresses.TakeWhile(_ => !run.ShouldStop).Select(address => new Item(address, declared));
    }
}
