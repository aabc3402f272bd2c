using DumpReader.Bytes;
using DumpReader.Pages;
using DumpReader.Problems;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>Pages that are compressed with lzjb each for itself, or stored as they are where that gained nothing.</summary>
internal static class StoredPages
{
    private const int PageSize = 4096;

    /// <summary>Fills <paramref name="page"/> with a page; false where it does not come out whole, which is reported.</summary>
    public static bool TryExpand(IByteSource file, StoredPage stored, long index, Span<byte> page, string name, Action<Problem> report)
    {
        Span<byte> copy = stackalloc byte[PageSize];
        scoped ReadOnlySpan<byte> input = file.TrySpan(stored.Offset, stored.Length, out ReadOnlySpan<byte> mapped)
            ? mapped
            : copy[..file.Read(stored.Offset, copy[..Math.Min(stored.Length, PageSize)])];
        if (input.Length >= PageSize)
        {
            input[..PageSize].CopyTo(page);
            return true;
        }

        if (Lzjb.Expand(input, page) == PageSize)
        {
            return true;
        }

        report(new Problem("MDB125", $"{name}: page {index} at offset {stored.Offset} does not expand to {PageSize} bytes; it is lost"));
        return false;
    }
}
