using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Addresses in a segment of the kernel.</summary>
internal sealed class WhatisMappings : WhatisHandler
{
    public override string Name => "mdb`mappings";

    public override void Search(WhatisSearch search)
    {
        if (search.Call.Target.Kind != "kvm" || KernelSegments.List(search.Run) is not { } segments)
        {
            return;
        }

        foreach (Extent segment in segments)
        {
            foreach (ulong address in search.Within(segment.Base, segment.Size))
            {
                search.FoundSymbolic(address, $"in {segment.Name} [{segment.Base:x},{unchecked(segment.Base + segment.Size):x})");
            }
        }
    }
}
