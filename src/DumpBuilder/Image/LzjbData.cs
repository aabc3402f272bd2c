using System.Buffers.Binary;

namespace DumpBuilder.Image;

/// <summary>Stores pages in lzjb, each for itself.</summary>
internal sealed class LzjbData(DumpPages pages, DataBlocks blocks)
{
    private readonly LzjbEncoder _encoder = new();
    private readonly byte[] _page = new byte[DumpPages.PageSize];
    private readonly byte[] _packed = new byte[DumpPages.PageSize];
    private readonly byte[] _block = new byte[DataBlocks.Most - 4];

    /// <summary>A page is a block.</summary>
    public void WriteSerial()
    {
        for (long index = 0; index < pages.Count; index++)
        {
            blocks.Write(0, Pack(index));
        }
    }

    /// <summary>Groups are dealt to the streams in turn; no page and no head crosses from a block into the next.</summary>
    public void WriteStreams(int streams)
    {
        int turn = 0;
        foreach ((long first, long count) in pages.Groups())
        {
            int stream = (turn++ % streams) + 1;
            byte[] head = DumpPages.GroupHead(first, count);
            head.CopyTo(_block, 0);
            int length = head.Length;
            for (long index = first; index < first + count; index++)
            {
                ReadOnlySpan<byte> packed = Pack(index);
                if (length + 4 + packed.Length > _block.Length)
                {
                    blocks.Write(stream, _block.AsSpan(0, length));
                    length = 0;
                }

                BinaryPrimitives.WriteInt32LittleEndian(_block.AsSpan(length), packed.Length);
                packed.CopyTo(_block.AsSpan(length + 4));
                length += 4 + packed.Length;
            }

            blocks.Write(stream, _block.AsSpan(0, length));
        }
    }

    private ReadOnlySpan<byte> Pack(long index)
    {
        pages.Read(index, _page);
        return _packed.AsSpan(0, _encoder.Compress(_page, _packed));
    }
}
