using System.Buffers.Binary;
using System.Text;

namespace Shared;

/// <summary>A section as a test writes it down.</summary>
/// <param name="Size">Bytes in memory where it has no contents.</param>
/// <param name="Link">sh_link: index of another section.</param>
internal sealed record ElfWriterSection(string Name, uint Type, byte[] Contents, ulong Flags = 0, ulong Address = 0, ulong Size = 0, uint Link = 0)
{
    public const uint Bits = 1, Symbols = 2, Strings = 3, NoBits = 8, DynamicSymbols = 11;
}

/// <summary>A PT_LOAD segment as a test writes it down.</summary>
/// <param name="Flags">1 executable, 2 writable, 4 readable.</param>
internal sealed record ElfWriterSegment(uint Flags, ulong Address, byte[] Contents, ulong MemorySize);

/// <summary>A symbol as a test writes it down.</summary>
/// <param name="Info">Binding in the upper four bits, type in the lower.</param>
internal sealed record ElfWriterSymbol(string Name, ulong Value, ulong Size, byte Info, ushort Section = 1)
{
    public const byte Object = 0x11, Function = 0x12, LocalObject = 0x01, LocalFunction = 0x02;
}

/// <summary>Writes small ELF64 files (elf.h) for tests: header, program headers, contents, section headers.</summary>
internal sealed class ElfWriter
{
    private const int HeaderSize = 64, SegmentSize = 56, SectionSize = 64, SymbolSize = 24;

    public ushort Type { get; init; } = 2;

    public ulong Entry { get; init; }

    public List<ElfWriterSegment> Segments { get; } = [];

    /// <summary>Without the null section and the table of names, which are added: the first one has index 1.</summary>
    public List<ElfWriterSection> Sections { get; } = [];

    /// <summary>Adds a symbol table and its strings.</summary>
    public void AddSymbols(uint type, params ElfWriterSymbol[] symbols)
    {
        var entries = new byte[SymbolSize * (symbols.Length + 1)];
        var strings = new List<byte> { 0 };
        for (int i = 0; i < symbols.Length; i++)
        {
            Span<byte> entry = entries.AsSpan(SymbolSize * (i + 1));
            BinaryPrimitives.WriteUInt32LittleEndian(entry, (uint)strings.Count);
            entry[4] = symbols[i].Info;
            BinaryPrimitives.WriteUInt16LittleEndian(entry[6..], symbols[i].Section);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[8..], symbols[i].Value);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[16..], symbols[i].Size);
            strings.AddRange([.. Encoding.Latin1.GetBytes(symbols[i].Name), 0]);
        }

        string name = type == ElfWriterSection.Symbols ? ".symtab" : ".dynsym";
        Sections.Add(new(name, type, entries, Link: (uint)Sections.Count + 2));
        Sections.Add(new(type == ElfWriterSection.Symbols ? ".strtab" : ".dynstr", ElfWriterSection.Strings, [.. strings]));
    }

    public byte[] ToBytes()
    {
        var file = new MemoryStream();
        file.SetLength(HeaderSize + (SegmentSize * Segments.Count));
        file.Position = file.Length;
        ulong[] segmentsAt = [.. Segments.Select(s => Append(file, s.Contents))];
        byte[] names = Encoding.Latin1.GetBytes("\0" + string.Concat(Sections.Select(s => s.Name + "\0")) + ".shstrtab\0");
        ElfWriterSection[] sections = [new("", 0, []), .. Sections, new(".shstrtab", ElfWriterSection.Strings, names)];
        ulong[] sectionsAt = [.. sections.Select(s => Append(file, s.Contents))];
        ulong tableAt = Append(file, new byte[SectionSize * sections.Length]);
        byte[] bytes = file.ToArray();

        new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1 }.CopyTo(bytes, 0);
        U16(bytes, 16, Type);
        U16(bytes, 18, 62);
        U64(bytes, 24, Entry);
        U64(bytes, 32, Segments.Count == 0 ? 0UL : HeaderSize);
        U64(bytes, 40, tableAt);
        U16(bytes, 54, SegmentSize);
        U16(bytes, 56, (ushort)Segments.Count);
        U16(bytes, 58, SectionSize);
        U16(bytes, 60, (ushort)sections.Length);
        U16(bytes, 62, (ushort)(sections.Length - 1));
        for (int i = 0; i < Segments.Count; i++)
        {
            int at = HeaderSize + (SegmentSize * i);
            U32(bytes, at, 1);
            U32(bytes, at + 4, Segments[i].Flags);
            U64(bytes, at + 8, segmentsAt[i]);
            U64(bytes, at + 16, Segments[i].Address);
            U64(bytes, at + 32, (ulong)Segments[i].Contents.Length);
            U64(bytes, at + 40, Segments[i].MemorySize);
        }

        uint name = 0;
        for (int i = 0; i < sections.Length; i++)
        {
            ElfWriterSection section = sections[i];
            int at = (int)tableAt + (SectionSize * i);
            U32(bytes, at, name);
            U32(bytes, at + 4, section.Type);
            U64(bytes, at + 8, section.Flags);
            U64(bytes, at + 16, section.Address);
            U64(bytes, at + 24, sectionsAt[i]);
            U64(bytes, at + 32, section.Type == ElfWriterSection.NoBits ? section.Size : (ulong)section.Contents.Length);
            U32(bytes, at + 40, section.Link);
            U64(bytes, at + 56, section.Type is ElfWriterSection.Symbols or ElfWriterSection.DynamicSymbols ? (ulong)SymbolSize : 0UL);
            name += (uint)section.Name.Length + 1;
        }

        return bytes;
    }

    private static ulong Append(MemoryStream file, byte[] contents)
    {
        while (file.Position % 16 != 0)
        {
            file.WriteByte(0);
        }

        ulong at = (ulong)file.Position;
        file.Write(contents);
        return at;
    }

    private static void U16(byte[] bytes, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), value);

    private static void U32(byte[] bytes, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), value);

    private static void U64(byte[] bytes, int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), value);
}
