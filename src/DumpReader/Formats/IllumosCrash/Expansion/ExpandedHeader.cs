using System.Buffers.Binary;
using DumpReader.Bytes;

namespace DumpReader.Formats.IllumosCrash.Expansion;

/// <summary>The header of an expanded dump: that of the compressed one with other offsets, and without its flags VALID and COMPRESSED.</summary>
internal static class ExpandedHeader
{
    /// <param name="sourceOffset">Where the header that is believed lies in the compressed dump.</param>
    /// <param name="isWhole">False where pages are lost: the copy is not called complete then.</param>
    public static byte[] Make(IByteSource source, long sourceOffset, DumpHeader header, ExpandedLayout layout, bool isWhole)
    {
        var bytes = new byte[DumpHeader.Size];
        source.Read(sourceOffset, bytes);
        DumpFlags flags = header.Flags & ~(DumpFlags.Valid | DumpFlags.Compressed);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), (uint)(isWhole ? flags : flags & ~DumpFlags.Complete)); // dump_flags
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), layout.Ksyms);    // dump_ksyms
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), layout.PfnTable); // dump_pfn
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(40), layout.Map);      // dump_map
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(48), layout.Data);     // dump_data
        return bytes;
    }
}
