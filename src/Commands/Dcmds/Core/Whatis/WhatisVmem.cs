using Commands.Dcmds.Kernel;
using Commands.Dcmds.Memory.Vmem;
using Commands.Pipeline;
using Commands.Walkers;
using Commands.Walkers.Kernel.Memory;
using DumpReader.Kernel;
using DumpReader.Kernel.Memory;
using DumpReader.Values;

namespace Commands.Dcmds.Core;

/// <summary>Addresses, or identifiers, that arenas have handed out or have left.</summary>
internal sealed class WhatisVmem : WhatisHandler
{
    public override string Name => "genunix`vmem";

    public override bool KnowsIdentifiers => true;

    public override void Search(WhatisSearch search)
    {
        KernelObjects kernel = search.Call.Session.Kernel;
        if (!kernel.TrySymbol("vmem_list", out _))
        {
            return;
        }

        if (VmemWalk.Forest(search.Run) is not { } forest)
        {
            return;
        }

        foreach (VmemArena arena in forest.ChildrenFirst().Where(a => a.IsIdentifier(kernel) == search.Options.Identifiers))
        {
            if (search.IsDone)
            {
                return;
            }

            SearchArena(search, arena);
        }
    }

    private static void SearchArena(WhatisSearch search, VmemArena arena)
    {
        KernelObjects kernel = search.Call.Session.Kernel;
        foreach (VmemSegment segment in VmemSegments.Walk(kernel, arena.Address, fault => KernelWalk.Report(search.Run, fault)))
        {
            if (search.Run.ShouldStop)
            {
                return;
            }

            if (!segment.IsBuffer)
            {
                continue;
            }

            foreach (ulong address in search.Within(segment.Start, segment.Size))
            {
                Report(search, arena.Name(kernel), segment, address);
            }
        }
    }

    private static void Report(WhatisSearch search, string arena, in VmemSegment segment, ulong address)
    {
        VmemSegmentEvent? details = KernelObject.TryReadPart(search.Run, "vmem_seg_t", segment.Address, out Value value)
            ? new VmemSegmentEvent(value, VmemSegmentForm.Detailed) : null;
        bool quiet = search.Options.Quiet;
        bool named = quiet && (!search.Options.Bufctls || details?.IsAudited == true);
        string state = segment.Kind == VmemSegmentKind.Free ? "freed" : "allocated";
        string prefix = named ? $"vmem_seg {segment.Address:x} " : "";
        var finding = new WhatisFinding(address, segment.Start, "arena", $"{prefix}{state} from the {arena} vmem arena")
        {
            Name = arena,
            State = state,
            Size = segment.Size,
            Control = segment.Address,
        };
        search.Found(finding, quiet || details is null ? [] : [new TextEvent(VmemSegmentEvent.Header(VmemSegmentForm.Detailed) + "\n"), details]);
    }
}
