using DumpReader.Bytes;

namespace DumpReader.Formats.Elf;

/// <summary>What the program headers of an ELF64 file say about its text and data (<c>Elf64_Ehdr</c>, <c>Elf64_Phdr</c> in elf.h).</summary>
internal static class ElfProgramHeaders
{
    private const int EntrySize = 56;
    private const uint Load = 1;       // PT_LOAD
    private const uint Executable = 1; // PF_X
    private const uint Writable = 2;   // PF_W

    /// <summary>Reads them; zeros where the file has none or they lie outside it.</summary>
    /// <param name="image">A whole ELF64 little-endian file, its header checked.</param>
    public static ImageLayout Read(ReadOnlySpan<byte> image)
    {
        var header = new Cursor(image);
        header.Skip(24);
        ulong entry = header.UInt64();  // e_entry
        ulong offset = header.UInt64(); // e_phoff
        header.Skip(14);
        int size = header.UInt16();     // e_phentsize
        int count = header.UInt16();    // e_phnum
        var layout = new ImageLayout { Entry = entry };
        if (size != EntrySize || offset > (ulong)image.Length || (ulong)(count * EntrySize) > (ulong)image.Length - offset)
        {
            return layout;
        }

        for (int i = 0; i < count; i++)
        {
            var program = new Cursor(image.Slice((int)offset + (i * EntrySize), EntrySize));
            uint type = program.UInt32();    // p_type
            uint flags = program.UInt32();   // p_flags
            program.Skip(8);                 // p_offset
            ulong address = program.UInt64();
            program.Skip(16);                // p_paddr, p_filesz
            ulong length = program.UInt64(); // p_memsz
            if (type == Load && (flags & Writable) != 0)
            {
                layout = layout with { DataBase = address, DataSize = length };
            }
            else if (type == Load && (flags & Executable) != 0)
            {
                layout = layout with { TextSize = length };
            }
        }

        return layout;
    }
}
