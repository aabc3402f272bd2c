using System.Buffers.Binary;
using DumpReader.Formats.Elf;

namespace DumpReader.Symbols;

/// <summary>The headers of a program or library of Windows for x86-64 (IMAGE_NT_HEADERS64 and IMAGE_SECTION_HEADER, winnt.h).</summary>
internal sealed class PeHeaders
{
    /// <summary>Bytes from the start that they are looked for in; linkers need some hundred.</summary>
    public const int Most = 4096;

    private const int NewHeader = 0x3c;         // e_lfanew
    private const int FileHeaderSize = 24;      // with the signature
    private const int OptionalSize = 112;       // up to DataDirectory
    private const int SectionSize = 40;
    private const ushort Amd64 = 0x8664;
    private const ushort Plus = 0x20b;          // IMAGE_NT_OPTIONAL_HDR64_MAGIC
    private const uint Executable = 0x20000000; // IMAGE_SCN_MEM_EXECUTE

    private readonly byte[] _directories;
    private readonly byte[] _sections;

    private PeHeaders(byte[] directories, byte[] sections)
    {
        _directories = directories;
        _sections = sections;
    }

    public uint TimeStamp { get; private init; }

    public uint ImageSize { get; private init; }

    /// <summary>Null for bytes that are no such image.</summary>
    public static PeHeaders? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 64 || !bytes.StartsWith("MZ"u8))
        {
            return null;
        }

        uint at = BinaryPrimitives.ReadUInt32LittleEndian(bytes[NewHeader..]);
        if (at > bytes.Length - (FileHeaderSize + OptionalSize))
        {
            return null;
        }

        ReadOnlySpan<byte> header = bytes[(int)at..];
        ReadOnlySpan<byte> optional = header[FileHeaderSize..];
        if (!header.StartsWith("PE\0\0"u8) || BinaryPrimitives.ReadUInt16LittleEndian(header[4..]) != Amd64
            || BinaryPrimitives.ReadUInt16LittleEndian(optional) != Plus)
        {
            return null;
        }

        int count = BinaryPrimitives.ReadUInt16LittleEndian(header[6..]);                                                       // NumberOfSections
        int size = Math.Clamp(BinaryPrimitives.ReadUInt16LittleEndian(header[20..]), (ushort)OptionalSize, (ushort)optional.Length); // SizeOfOptionalHeader
        ReadOnlySpan<byte> sections = optional[size..];
        return new PeHeaders(optional[OptionalSize..size].ToArray(), sections[..(Math.Min(count, sections.Length / SectionSize) * SectionSize)].ToArray())
        {
            TimeStamp = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]),
            ImageSize = BinaryPrimitives.ReadUInt32LittleEndian(optional[56..]),
        };
    }

    /// <summary>Place, from the start of the image, and size of a data directory; zeros where there is none.</summary>
    public (uint Place, uint Size) Directory(int number)
    {
        ReadOnlySpan<byte> entry = _directories.AsSpan(Math.Min(number * 8, _directories.Length));
        return entry.Length < 8 ? default : (BinaryPrimitives.ReadUInt32LittleEndian(entry), BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]));
    }

    /// <summary>Where the section with code ends that a place lies in; 0 where it lies in none.</summary>
    public uint CodeEnd(uint place)
    {
        foreach (ElfLoad section in Sections(0))
        {
            if (section.Contains(place) && section.Name == "x")
            {
                return (uint)Math.Min(section.Address + section.Size, uint.MaxValue);
            }
        }

        return 0;
    }

    /// <summary>The sections as loads of a file whose image begins at <paramref name="start"/>, by ascending address without overlap; "x" names those with code.</summary>
    public IEnumerable<ElfLoad> Sections(ulong start)
    {
        var loads = new List<ElfLoad>();
        for (int at = 0; at + SectionSize <= _sections.Length; at += SectionSize)
        {
            ReadOnlySpan<byte> section = _sections.AsSpan(at, SectionSize);
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(section[8..]);     // VirtualSize
            uint place = BinaryPrimitives.ReadUInt32LittleEndian(section[12..]);   // VirtualAddress
            uint stored = BinaryPrimitives.ReadUInt32LittleEndian(section[16..]);  // SizeOfRawData
            uint offset = BinaryPrimitives.ReadUInt32LittleEndian(section[20..]);  // PointerToRawData
            bool isCode = (BinaryPrimitives.ReadUInt32LittleEndian(section[36..]) & Executable) != 0;
            size = size == 0 ? stored : size;
            loads.Add(new ElfLoad(isCode ? "x" : "", start + place, size, offset, Math.Min(stored, size)));
        }

        ulong end = 0;
        return loads.Where(l => l.Size > 0).OrderBy(l => l.Address).Where(l =>
        {
            bool isFree = l.Address >= end;
            end = isFree ? l.Address + l.Size : end;
            return isFree;
        }).ToArray();
    }
}
