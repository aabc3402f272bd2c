using System.Buffers.Binary;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>The head of a run of pages in a stream (<c>stream_hdr</c>): 24 bytes with the index of the first and their number.</summary>
internal readonly record struct StreamGroup(long First, long Count)
{
    public const int Size = 24;

    public static ReadOnlySpan<byte> Magic => "StrmHdr\0"u8;

    /// <summary>False where the magic is missing or the pages are none of the dump.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, long pageCount, out StreamGroup group)
    {
        group = default;
        if (bytes.Length < Size || !bytes.StartsWith(Magic))
        {
            return false;
        }

        group = new StreamGroup(BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]));
        return group.First >= 0 && group.Count >= 0 && group.First <= pageCount && group.Count <= pageCount - group.First;
    }
}
