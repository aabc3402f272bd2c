using System.Buffers.Binary;
using System.Text;
using DumpReader.Formats.Elf;
using DumpReader.Symbols;

namespace DumpReader.Tests.Support;

/// <summary>A symbol as a test writes it down.</summary>
internal sealed record MiniSymbol(
    string Name, ulong Value, ulong Size, SymbolBinding Binding = SymbolBinding.Global, SymbolType Type = SymbolType.Object, ushort Section = 0xfff1);

/// <summary>A ksyms image: an ELF64 file with .symtab and .strtab.</summary>
internal static class MiniElf
{
    public const int SymbolsAt = 464;

    public static byte[] Build(IReadOnlyList<MiniSymbol> symbols)
    {
        ElfSymbolSections sections = Sections(symbols);
        int stringsAt = SymbolsAt + sections.Symbols.Length;
        var file = new byte[stringsAt + sections.Strings.Length];
        new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 6 }.CopyTo(file, 0);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(40), 176); // e_shoff
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(58), 64);  // e_shentsize
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(60), 4);   // e_shnum
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(62), 3);   // e_shstrndx
        Section(file, 1, type: 2, SymbolsAt, sections.Symbols.Length, link: 2, entrySize: 24);
        Section(file, 2, type: 3, stringsAt, sections.Strings.Length, link: 0, entrySize: 0);
        Section(file, 3, type: 3, 432, 28, link: 0, entrySize: 0);
        "\0.symtab\0.strtab\0.shstrtab\0"u8.CopyTo(file.AsSpan(432));
        sections.Symbols.CopyTo(file.AsMemory(SymbolsAt));
        sections.Strings.CopyTo(file.AsMemory(stringsAt));
        return file;
    }

    /// <summary>The null symbol and those given, in order.</summary>
    public static ElfSymbolSections Sections(IReadOnlyList<MiniSymbol> symbols)
    {
        var entries = new byte[24 * (symbols.Count + 1)];
        var strings = new List<byte> { 0 };
        for (int i = 0; i < symbols.Count; i++)
        {
            Span<byte> entry = entries.AsSpan(24 * (i + 1));
            MiniSymbol symbol = symbols[i];
            BinaryPrimitives.WriteUInt32LittleEndian(entry, (uint)strings.Count);
            entry[4] = (byte)(((int)symbol.Binding << 4) | (int)symbol.Type);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[6..], symbol.Section);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[8..], symbol.Value);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[16..], symbol.Size);
            strings.AddRange(Encoding.Latin1.GetBytes(symbol.Name));
            strings.Add(0);
        }

        return new ElfSymbolSections(entries, strings.ToArray());
    }

    private static void Section(byte[] file, int index, uint type, long offset, long size, uint link, ulong entrySize)
    {
        Span<byte> section = file.AsSpan(176 + (64 * index));
        BinaryPrimitives.WriteUInt32LittleEndian(section[4..], type);
        BinaryPrimitives.WriteUInt64LittleEndian(section[24..], (ulong)offset);
        BinaryPrimitives.WriteUInt64LittleEndian(section[32..], (ulong)size);
        BinaryPrimitives.WriteUInt32LittleEndian(section[40..], link);
        BinaryPrimitives.WriteUInt64LittleEndian(section[56..], entrySize);
    }
}
