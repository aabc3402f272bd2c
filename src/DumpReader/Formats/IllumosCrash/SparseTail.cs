using DumpReader.Bytes;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>
/// Why a dump file ends before its last page: zero pages that savecore never wrote, or a cut. The two cannot always be told apart,
/// and zeros shown for lost data mislead more than a read that fails, so only what savecore itself would leave counts as zero.
/// </summary>
/// <remarks>
/// The missing pages are zero when all of this holds; otherwise they are lost and reads of them fail.
/// <list type="number">
/// <item>The dump is marked complete.</item>
/// <item>The file ends at the end of a page of data, and at least one page is there.</item>
/// <item>It ends where savecore ends a write: at a multiple of 128 KiB of the file, or where the next page begins another
/// 4 MiB window of physical memory (the end of a stream group).</item>
/// <item>At most one page in eight is missing, unless the dump holds all of memory: unused memory is zero, a kernel is not.</item>
/// <item>No missing page holds what cannot be zero (the target checks this against the symbols: code, and the kernel's own roots).</item>
/// </list>
/// </remarks>
internal static class SparseTail
{
    private const long WriteBlock = 128 << 10;
    private const int WindowShift = 22;
    private const int MaxShare = 8;

    /// <summary>Rules 1 to 4 for a file that ends before its last page.</summary>
    public static bool MayBeZero(DumpHeader header, long fileLength, PfnTable pfns)
    {
        long present = (fileLength - header.Data) >> (int)header.PageShift;
        if ((header.Flags & DumpFlags.Complete) == 0 || present < 1 || ((fileLength - header.Data) & (header.PageSize - 1)) != 0)
        {
            return false;
        }

        bool few = header.PageCount - present <= header.PageCount / MaxShare || (header.Flags & DumpFlags.All) != 0;
        return few && (fileLength % WriteBlock == 0 || EndsWindow(pfns, present, (int)header.PageShift));
    }

    private static bool EndsWindow(PfnTable pfns, long next, int pageShift) =>
        pfns.TryGet(next - 1, out Pfn last) && pfns.TryGet(next, out Pfn first)
        && last.Value >> (WindowShift - pageShift) != first.Value >> (WindowShift - pageShift);
}
