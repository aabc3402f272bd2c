using DumpReader.Bytes;
using DumpReader.Problems;

namespace DumpReader.Formats.Elf;

/// <summary>The symbol table and its string table in an ELF64 file, as slices of its bytes; nothing is decoded.</summary>
internal sealed record ElfSymbolSections(ReadOnlyMemory<byte> Symbols, ReadOnlyMemory<byte> Strings)
{
    /// <summary>Bytes of an <c>Elf64_Sym</c>.</summary>
    public const int SymbolSize = 24;

    public static readonly ElfSymbolSections None = new(default, default);

    /// <summary>Where the file has its text and data.</summary>
    public ImageLayout Layout { get; init; }

    /// <summary>Why symbols or names are missing; null where none are.</summary>
    public Problem? Missing { get; init; }

    private const int HeaderSize = 64;
    private const int SectionSize = 64;
    private const uint SymbolTableSection = 2; // SHT_SYMTAB
    private const uint StringTableSection = 3; // SHT_STRTAB

    /// <summary>Finds SHT_SYMTAB. Null where the bytes are no such file; <paramref name="problem"/> names the field.</summary>
    public static ElfSymbolSections? Find(ReadOnlyMemory<byte> image, string name, out Problem problem)
    {
        problem = default;
        ReadOnlySpan<byte> bytes = image.Span;
        if (bytes.Length < HeaderSize || bytes[0] != 0x7f || !bytes.Slice(1, 3).SequenceEqual("ELF"u8))
        {
            problem = new Problem("MDB111", $"{name}: not an ELF file");
            return null;
        }

        if (bytes[4] != 2 || bytes[5] != 1)
        {
            problem = new Problem("MDB112", $"{name}: e_ident class {bytes[4]}, data {bytes[5]}, expected 64-bit little-endian (2, 1)");
            return null;
        }

        var header = new Cursor(bytes);
        header.Skip(40);
        ulong sectionOffset = header.UInt64(); // e_shoff
        header.Skip(10);
        int entrySize = header.UInt16();       // e_shentsize
        int count = header.UInt16();           // e_shnum
        if (entrySize != SectionSize || !Fits(bytes.Length, sectionOffset, (ulong)count * SectionSize))
        {
            problem = new Problem("MDB113",
                $"{name}: e_shoff is {sectionOffset}, {count} headers of {entrySize} bytes, expected headers of {SectionSize} within {bytes.Length} bytes");
            return null;
        }

        ReadOnlySpan<byte> sections = bytes.Slice((int)sectionOffset, count * SectionSize);
        for (int i = 0; i < count; i++)
        {
            Section section = Section.Read(sections.Slice(i * SectionSize, SectionSize));
            if (section.Type == SymbolTableSection)
            {
                return Slice(image, name, section, sections, ref problem);
            }
        }

        problem = new Problem("MDB114", $"{name}: no symbol table among {count} sections");
        return null;
    }

    private static ElfSymbolSections? Slice(ReadOnlyMemory<byte> image, string name, in Section table, ReadOnlySpan<byte> sections, ref Problem problem)
    {
        if (table.EntrySize != SymbolSize || table.Size / SymbolSize > Limits.Symbols || !Fits(image.Length, table.Offset, table.Size))
        {
            problem = Wrong(name, "symbol", table, image.Length);
            return null;
        }

        Section strings = table.Link < sections.Length / SectionSize
            ? Section.Read(sections.Slice((int)table.Link * SectionSize, SectionSize))
            : default;
        if (strings.Type != StringTableSection || !Fits(image.Length, strings.Offset, strings.Size))
        {
            problem = Wrong(name, "string", strings, image.Length);
            return null;
        }

        return new ElfSymbolSections(
            image.Slice((int)table.Offset, (int)(table.Size / SymbolSize * SymbolSize)),
            image.Slice((int)strings.Offset, (int)strings.Size))
        {
            Layout = ElfProgramHeaders.Read(image.Span),
        };
    }

    private static Problem Wrong(string name, string what, in Section section, int length) =>
        new("MDB115", $"{name}: {what} table of type {section.Type}, {section.Size} bytes in entries of {section.EntrySize} at offset {section.Offset}, "
            + $"expected inside {length} bytes");

    private static bool Fits(int total, ulong offset, ulong length) => offset <= (ulong)total && length <= (ulong)total - offset;

    /// <summary><c>Elf64_Shdr</c>, without what nobody asks.</summary>
    private readonly record struct Section(uint Type, ulong Offset, ulong Size, uint Link, ulong EntrySize)
    {
        public static Section Read(ReadOnlySpan<byte> bytes)
        {
            var cursor = new Cursor(bytes);
            cursor.Skip(4);                // sh_name
            uint type = cursor.UInt32();   // sh_type
            cursor.Skip(16);               // sh_flags, sh_addr
            ulong offset = cursor.UInt64();
            ulong size = cursor.UInt64();
            uint link = cursor.UInt32();
            cursor.Skip(12);               // sh_info, sh_addralign
            return new Section(type, offset, size, link, cursor.UInt64());
        }
    }
}
