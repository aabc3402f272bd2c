namespace DumpReader.Formats.IllumosCrash.Expansion;

/// <summary>Where the parts of an expanded dump lie: header, symbols, page frame numbers, translation map, pages; each begins a page.</summary>
/// <param name="Map">Offset of the translation map.</param>
/// <param name="Data">Offset of the first page.</param>
/// <param name="End">Offset behind the last page; the file may end before it.</param>
internal readonly record struct ExpandedLayout(long Ksyms, long PfnTable, long Map, long Data, long End)
{
    private const long Page = 4096;

    public static ExpandedLayout Of(DumpHeader header)
    {
        long pfns = Page + Round(header.KsymsSize);
        long map = pfns + Round(header.PageCount * 8);
        long data = map + Round((header.HashMask + 1) * DumpHeaderChecks.MapEntrySize);
        return new ExpandedLayout(Page, pfns, map, data, data + (header.PageCount * Page));
    }

    private static long Round(long size) => (size + Page - 1) & ~(Page - 1);
}
