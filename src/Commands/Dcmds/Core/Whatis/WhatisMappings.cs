using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Addresses in a segment of the kernel or of an object file.</summary>
internal sealed class WhatisMappings : WhatisHandler
{
    public override string Name => "mdb`mappings";

    public override void Search(WhatisSearch search)
    {
        foreach (Extent segment in Segments(search))
        {
            foreach (ulong address in search.Within(segment.Base, segment.Size))
            {
                string range = $"in {segment.Name} [{segment.Base:x},{unchecked(segment.Base + segment.Size):x})";
                search.FoundSymbolic(new WhatisFinding(address, segment.Base, "mapping", range)
                {
                    Name = segment.Name,
                    Range = (segment.Base, unchecked(segment.Base + segment.Size)),
                });
            }
        }
    }

    private static IEnumerable<Extent> Segments(WhatisSearch search) => search.Call.Target switch
    {
        { Kind: "kvm" } => KernelSegments.List(search.Run) ?? [],
        { Elf: { } file } => file.Mappings.Select(m => new Extent(m.Base, m.Size, m.Name)),
        _ => [],
    };
}
