using DumpReader.Bytes;
using DumpReader.Pages;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>The raw pages of an expanded dump: page i lies at dump_data + i * 4096.</summary>
/// <param name="zeroTail">Whether pages wholly behind the end of file are zero (see <see cref="SparseTail"/>) rather than lost.</param>
internal sealed class VmcorePages(IByteSource file, DumpHeader header, bool zeroTail) : IPageSource
{
    private static readonly byte[] ZeroPage = new byte[4096];

    public int PageShift => (int)header.PageShift;

    public long Count => header.PageCount;

    /// <summary>Pages of which the file lacks all or a part.</summary>
    public long PagesMissing => Math.Max(0, header.PageCount - (Math.Max(0, file.Length - header.Data) >> PageShift));

    public int Read(long index, int offset, Span<byte> buffer)
    {
        if ((ulong)index >= (ulong)Count)
        {
            return 0;
        }

        int length = Math.Min(buffer.Length, (int)header.PageSize - offset);
        long start = header.Data + (index << PageShift);
        if (start >= file.Length && zeroTail)
        {
            buffer[..length].Clear();
            return length;
        }

        return file.Read(start + offset, buffer[..length]);
    }

    public bool TrySpan(long index, int offset, int length, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if ((ulong)index >= (ulong)Count || length > ((Count - index) << PageShift) - offset)
        {
            return false;
        }

        long start = header.Data + (index << PageShift);
        if (file.TrySpan(start + offset, length, out bytes))
        {
            return true;
        }

        if (start < file.Length || !zeroTail || length > header.PageSize - offset)
        {
            return false;
        }

        bytes = ZeroPage.AsSpan(offset, length);
        return true;
    }

    public ReadOnlyMemory<byte> Lend(long index, int offset, int length) =>
        file is MappedFile && TrySpan(index, offset, length, out _) ? file.GetMemory(header.Data + (index << PageShift) + offset, length) : default;
}
