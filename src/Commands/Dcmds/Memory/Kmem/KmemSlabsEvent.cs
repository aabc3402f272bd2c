using System.Globalization;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>What of a cache's slabs ::kmem_slabs shows.</summary>
/// <param name="Each">The slabs with free buffers one by one.</param>
/// <param name="Bins">Whether the distribution is shown.</param>
/// <param name="MostBins">Its most ranges; 0 for no bound.</param>
/// <param name="SmallestBin">Fewest buffers of a range; 0 for no bound.</param>
internal readonly record struct KmemSlabsForm(bool Each, bool Bins, ulong MostBins, ulong SmallestBin)
{
    public bool IsLong => Each || Bins;
}

/// <summary>A cache with the use of its slabs.</summary>
internal sealed class KmemSlabsEvent(Item item, KmemSlabUse use, KmemSlabsForm form) : FactEvent
{
    public const string Header = """
                                            Partial              Unused       
        Cache Name                   Slabs    Slabs   Buffers   Buffers  Waste
        ------------------------- -------- -------- --------- --------- ------
        """;

    private const int LabelWidth = 11;
    private const int BarWidth = 50;

    private readonly KmemCache _cache = use.Cache;

    public override Item? Item => item;

    public override string? TableHeading => Header;

    public override void WriteText(Run run, MdbWriter writer)
    {
        writer.Printf("%-25s %8d %8d %9lld %9lld %3d.%1d%%\n", _cache.Name, use.Slabs, use.Partial.Count, _cache.BufTotal, use.Unused,
            use.WasteTenths / 10, use.WasteTenths % 10);
        if (form.Each && use.Partial.Count > 0)
        {
            Slabs(writer);
        }

        if (form.Bins && use.Slabs > 0)
        {
            Distribution(writer);
        }
    }

    public override void Facts(Run run, FactWriter facts)
    {
        facts.Add("addr", Cell.Address(_cache.Address));
        facts.Add("name", _cache.Name);
        facts.Add("slabs", use.Slabs);
        facts.Add("partial", use.Partial.Count);
        facts.Add("buffers", _cache.BufTotal);
        facts.Add("unused", use.Unused);
        facts.Add("waste", use.WasteTenths / 10.0);
        if (form.Each)
        {
            facts.Add("complete", use.Complete);
            facts.Add("chunks", use.MaxChunks);
            facts.StartList("partial_slabs");
            foreach (KmemSlab slab in use.Partial)
            {
                facts.StartObject();
                facts.Add("addr", Cell.Address(slab.Address));
                facts.Add("used", slab.RefCount);
                facts.Add("nomove", slab.IsImmovable);
                facts.EndObject();
            }

            facts.EndList();
        }

        if (form.Bins)
        {
            facts.StartList("distribution");
            foreach ((int from, int to) in use.Ranges(form.MostBins, form.SmallestBin))
            {
                facts.StartObject();
                facts.Add("from", from);
                facts.Add("to", to);
                facts.Add("slabs", use.Count(from, to));
                facts.EndObject();
            }

            facts.EndList();
        }
    }

    private void Slabs(MdbWriter writer)
    {
        writer.Printf("  %d complete (%d), %d partial:", use.Complete, _cache.MaxChunks, use.Partial.Count);
        foreach (KmemSlab slab in use.Partial)
        {
            writer.Printf(" %d%s", slab.RefCount, slab.IsImmovable ? "*" : "");
        }

        writer.Write("\n\n");
    }

    private void Distribution(MdbWriter writer)
    {
        writer.Write("\n  Allocated\n    Buffers  ------------------ Distribution ------------------ Slabs\n");
        long total = use.Count(0, use.MaxChunks);
        foreach ((int from, int to) in use.Ranges(form.MostBins, form.SmallestBin))
        {
            long count = use.Count(from, to);
            int bar = total == 0 ? 0 : (int)(BarWidth * count / total);
            string label = from == to ? from.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{from}-{to}");
            writer.Printf("%*s |%s %lld\n", LabelWidth, label, new string('@', bar).PadRight(BarWidth), count);
        }

        writer.NewLine();
    }
}
