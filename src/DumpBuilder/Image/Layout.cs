using System.Numerics;

namespace DumpBuilder.Image;

/// <summary>Where the parts of a vmcore lie: header, ksyms, pfn table, translation map, data, each from a page boundary on.</summary>
internal sealed class Layout
{
    public const int PageSize = 4096;

    /// <summary>Size of a slot of the translation map (<c>dump_map_t</c> in sys/dumphdr.h).</summary>
    public const int SlotSize = 40;

    /// <param name="ksymsSize">Bytes of the symbol image.</param>
    /// <param name="pages">Number of pages, each with one translation.</param>
    public Layout(long ksymsSize, long pages)
    {
        KsymsSize = ksymsSize;
        Pages = pages;
        HashMask = pages == 0 ? 0 : (long)BitOperations.RoundUpToPowerOf2((ulong)pages) - 1;
        Ksyms = PageSize;
        PfnTable = Ksyms + RoundUp(ksymsSize);
        Map = PfnTable + RoundUp(8 * pages);
        Data = Map + RoundUp(SlotSize * (HashMask + 1));
    }

    public long KsymsSize { get; }

    public long Pages { get; }

    public long HashMask { get; }

    public long Ksyms { get; }

    public long PfnTable { get; }

    public long Map { get; }

    public long Data { get; }

    private static long RoundUp(long size) => (size + PageSize - 1) / PageSize * PageSize;
}
