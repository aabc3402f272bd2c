using System.Buffers.Binary;

namespace DumpReader.Types.Ctf;

/// <summary>Header of a CTF container, version 2 (<c>ctf_header_t</c>, sys/ctf.h). Offsets count from its end.</summary>
internal readonly struct CtfHeader
{
    public const int Size = 36;
    public const ushort ExpectedMagic = 0xcff1;
    public const byte ExpectedVersion = 2;
    public const byte FlagCompressed = 1;

    public ushort Magic { get; init; }

    public byte Version { get; init; }

    public byte Flags { get; init; }

    public uint ParentLabel { get; init; }

    public uint ParentName { get; init; }

    public uint Labels { get; init; }

    public uint Objects { get; init; }

    public uint Functions { get; init; }

    public uint Types { get; init; }

    public uint Strings { get; init; }

    public uint StringsLength { get; init; }

    public static CtfHeader Read(ReadOnlySpan<byte> bytes) => new()
    {
        Magic = BinaryPrimitives.ReadUInt16LittleEndian(bytes),             // ctp_magic
        Version = bytes[2],                                                 // ctp_version
        Flags = bytes[3],                                                   // ctp_flags
        ParentLabel = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]),  // cth_parlabel
        ParentName = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]),   // cth_parname
        Labels = BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]),      // cth_lbloff
        Objects = BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]),     // cth_objtoff
        Functions = BinaryPrimitives.ReadUInt32LittleEndian(bytes[20..]),   // cth_funcoff
        Types = BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]),       // cth_typeoff
        Strings = BinaryPrimitives.ReadUInt32LittleEndian(bytes[28..]),     // cth_stroff
        StringsLength = BinaryPrimitives.ReadUInt32LittleEndian(bytes[32..]), // cth_strlen
    };

    /// <summary>What is wrong with the order, alignment or size of the sections; null where nothing is.</summary>
    public string? Fault()
    {
        if (Labels > Objects || Objects > Functions || Functions > Types || Types > Strings)
        {
            return $"section offsets out of order: labels {Labels:x} objects {Objects:x} functions {Functions:x} "
                + $"types {Types:x} strings {Strings:x}";
        }

        if (((Labels | Types) & 3) != 0 || ((Objects | Functions) & 1) != 0)
        {
            return $"section offset not aligned: labels {Labels:x} objects {Objects:x} functions {Functions:x} types {Types:x}";
        }

        return (ulong)Strings + StringsLength > Bytes.Limits.CtfBytes
            ? $"{(ulong)Strings + StringsLength:x} bytes, more than {Bytes.Limits.CtfBytes:x}"
            : null;
    }
}
