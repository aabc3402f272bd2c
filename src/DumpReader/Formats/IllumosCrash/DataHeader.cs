using DumpReader.Bytes;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>
/// How the data of a compressed dump is stored: <c>dumpdatahdr_t</c> of sys/dumphdr.h, 32 bytes behind the header at the end.
/// </summary>
/// <param name="StoredSize">dump_data_csize: bytes of data with the terminator.</param>
/// <param name="Level">dump_clevel: 0 pages of lzjb one by one, 1 streams of lzjb, 2 and above streams of bzip2.</param>
internal sealed record DataHeader(uint Version, long StoredSize, int Level)
{
    public const int Size = 32;

    public const uint ExpectedVersion = 1;

    private const uint Magic = 0x64686472;

    /// <summary>Null where the magic number is missing: an old kernel, which writes pages one by one.</summary>
    public static DataHeader? Read(IByteSource file, long offset)
    {
        Span<byte> bytes = stackalloc byte[Size];
        if (file.Read(offset, bytes) < Size)
        {
            return null;
        }

        var cursor = new Cursor(bytes);
        if (cursor.UInt32() != Magic) // dump_datahdr_magic
        {
            return null;
        }

        uint version = cursor.UInt32(); // dump_datahdr_version
        long size = cursor.Int64();     // dump_data_csize
        cursor.Skip(10);                // dump_maxcsize, dump_maxrange, dump_nstreams
        return new DataHeader(version, size, cursor.UInt16());
    }
}
