using Commands.Walkers;
using DumpReader.Kernel;
using DumpReader.Kernel.Memory;

namespace Commands.Dcmds.Core;

/// <summary>Addresses in the arrays of page structures.</summary>
internal sealed class WhatisPages : WhatisHandler
{
    public override string Name => "genunix`pages";

    public override void Search(WhatisSearch search)
    {
        KernelObjects kernel = search.Call.Session.Kernel;
        ulong size = kernel.Type("struct page").Size;
        if (size == 0 || !kernel.TrySymbol("memsegs", out _))
        {
            return;
        }

        foreach (MemorySegment segment in MemorySegment.Walk(kernel, fault => KernelWalk.Report(search.Run, fault)))
        {
            foreach (ulong address in search.Within(segment.Pages, segment.Bytes))
            {
                ulong page = address - ((address - segment.Pages) % size);
                search.Found(new WhatisFinding(address, page, "page", "allocated as a page structure") { Size = size });
            }

            if (search.IsDone)
            {
                return;
            }
        }
    }
}
