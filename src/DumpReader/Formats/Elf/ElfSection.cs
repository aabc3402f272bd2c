using DumpReader.Bytes;

namespace DumpReader.Formats.Elf;

/// <summary>A section header of an ELF64 file (<c>Elf64_Shdr</c>, elf.h), without what nobody asks.</summary>
/// <param name="NameOffset">sh_name: where its name begins in the table of section names.</param>
internal readonly record struct ElfSection(
    uint NameOffset, uint Type, ulong Flags, ulong Address, ulong Offset, ulong Size, uint Link, ulong EntrySize)
{
    /// <summary>Bytes of one header.</summary>
    public const int HeaderSize = 64;

    public const uint SymbolTable = 2;    // SHT_SYMTAB
    public const uint Strings = 3;        // SHT_STRTAB
    public const uint NoBits = 8;         // SHT_NOBITS
    public const uint DynamicSymbols = 11; // SHT_DYNSYM

    private const ulong Allocated = 2;    // SHF_ALLOC

    /// <summary>sh_info; in the header of no section the number of program headers, where that is too large for e_phnum.</summary>
    public uint Info { get; private init; }

    /// <summary>Whether it is part of the program's memory.</summary>
    public bool IsAllocated => (Flags & Allocated) != 0;

    public static ElfSection Read(ReadOnlySpan<byte> bytes)
    {
        var cursor = new Cursor(bytes);
        uint name = cursor.UInt32();       // sh_name
        uint type = cursor.UInt32();       // sh_type
        ulong flags = cursor.UInt64();     // sh_flags
        ulong address = cursor.UInt64();   // sh_addr
        ulong offset = cursor.UInt64();    // sh_offset
        ulong size = cursor.UInt64();      // sh_size
        uint link = cursor.UInt32();       // sh_link
        uint info = cursor.UInt32();       // sh_info
        cursor.Skip(8);                    // sh_addralign
        return new ElfSection(name, type, flags, address, offset, size, link, cursor.UInt64()) { Info = info }; // sh_entsize
    }
}
