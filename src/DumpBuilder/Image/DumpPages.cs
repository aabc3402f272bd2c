using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Formats.IllumosCrash;

namespace DumpBuilder.Image;

/// <summary>The pages of an expanded dump and the groups in which streams hold them: those of one window of 4 MiB of physical memory.</summary>
internal sealed class DumpPages(IByteSource source, DumpHeader header)
{
    public const int PageSize = 4096;

    private const int WindowBits = 10; // of a frame number

    public long Count => header.PageCount;

    /// <summary>Copies a page; what the file does not have any more is zero.</summary>
    public void Read(long index, Span<byte> page) => page[source.Read(header.Data + (index * PageSize), page)..].Clear();

    public ulong Frame(long index)
    {
        Span<byte> frame = stackalloc byte[8];
        source.Read(header.PfnTable + (index * 8), frame);
        return BinaryPrimitives.ReadUInt64LittleEndian(frame);
    }

    /// <summary>The groups in order: first page, and how many.</summary>
    public IEnumerable<(long First, long Count)> Groups()
    {
        for (long first = 0, end; first < Count; first = end)
        {
            ulong window = Frame(first) >> WindowBits;
            for (end = first + 1; end < Count && Frame(end) >> WindowBits == window; end++)
            {
            }

            yield return (first, end - first);
        }
    }

    /// <summary>What stands in front of a group (<c>stream_hdr</c>).</summary>
    public static byte[] GroupHead(long first, long count)
    {
        var head = new byte[24];
        "StrmHdr\0"u8.CopyTo(head);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(8), first);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(16), count);
        return head;
    }
}
