using DumpReader.Bytes;

namespace DumpReader.Formats.Elf;

/// <summary>A program header of an ELF64 file (<c>Elf64_Phdr</c>, elf.h), without what nobody asks.</summary>
internal readonly record struct ElfSegment(uint Type, uint Flags, ulong Offset, ulong Address, ulong FileSize, ulong MemorySize)
{
    /// <summary>Bytes of one header.</summary>
    public const int Size = 56;

    /// <summary>PT_NOTE.</summary>
    public const uint Note = 4;

    /// <summary>PT_DYNAMIC.</summary>
    public const uint Dynamic = 2;

    /// <summary>PT_GNU_EH_FRAME.</summary>
    public const uint FrameHeader = 0x6474e550;

    private const uint Load = 1;       // PT_LOAD
    private const uint Executable = 1; // PF_X
    private const uint Writable = 2;   // PF_W
    private const uint Readable = 4;   // PF_R

    public bool IsLoaded => Type == Load;

    public bool IsExecutable => (Flags & Executable) != 0;

    public bool IsWritable => (Flags & Writable) != 0;

    public bool IsReadable => (Flags & Readable) != 0;

    public static ElfSegment Read(ReadOnlySpan<byte> bytes)
    {
        var cursor = new Cursor(bytes);
        uint type = cursor.UInt32();       // p_type
        uint flags = cursor.UInt32();      // p_flags
        ulong offset = cursor.UInt64();    // p_offset
        ulong address = cursor.UInt64();   // p_vaddr
        cursor.Skip(8);                    // p_paddr
        ulong fileSize = cursor.UInt64();  // p_filesz
        return new ElfSegment(type, flags, offset, address, fileSize, cursor.UInt64()); // p_memsz
    }
}
