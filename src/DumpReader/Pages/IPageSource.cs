namespace DumpReader.Pages;

/// <summary>The pages of a dump by index, in the order of their frame numbers. Safe for concurrent reads.</summary>
internal interface IPageSource
{
    /// <summary>log2 of the page size: 12 on amd64.</summary>
    int PageShift { get; }

    long Count { get; }

    /// <summary>Copies bytes of one page; short (0) where the page is not in the dump, or only in part.</summary>
    int Read(long index, int offset, Span<byte> buffer);

    /// <summary>Bytes that begin in one page, without a copy; they may run on into the pages with the following indices.</summary>
    bool TrySpan(long index, int offset, int length, out ReadOnlySpan<byte> bytes);

    /// <summary>As <see cref="TrySpan"/>, to keep; default where a copy would be needed.</summary>
    ReadOnlyMemory<byte> Lend(long index, int offset, int length);
}
