using System.Text;

namespace DumpBuilder.Image;

/// <summary>
/// All of an ELF core of amd64 Linux (elf.h) in front of its memory: file header, program headers, and the note NT_PRSTATUS of one thread
/// (struct elf_prstatus in linux/elfcore.h). It ends at the end of a page; the pages follow in the order of the plan.
/// </summary>
internal static class CoreHeader
{
    private const int FileHeaderSize = 64;
    private const int ProgramHeaderSize = 56;
    private const int StatusSize = 336;
    private const int RegisterOffset = 112;
    private const int NoteSize = 12 + 8 + StatusSize;
    private const int PtLoad = 1;
    private const int PtNote = 4;
    private const int NtPrstatus = 1;
    private const int SegmentationFault = 11;

    /// <summary>struct user_regs_struct (sys/user.h), names as in panicbuf; null is orig_rax.</summary>
    private static readonly string?[] s_registers =
    [
        "r15", "r14", "r13", "r12", "rbp", "rbx", "r11", "r10", "r9", "r8", "rax", "rcx", "rdx", "rsi", "rdi", null, "rip", "cs", "rflags", "rsp", "ss",
        "fsbase", "gsbase", "ds", "es", "fs", "gs",
    ];

    /// <exception cref="InvalidOperationException">More extents than the header can count.</exception>
    public static byte[] Make(IReadOnlyDictionary<string, ulong> registers, PagePlan plan)
    {
        int segments = plan.Extents.Count;
        if (segments >= 0xffff - 1)
        {
            throw new InvalidOperationException($"{segments} separate pieces of memory are more than an ELF core can hold");
        }

        int note = FileHeaderSize + ((segments + 1) * ProgramHeaderSize);
        int data = (note + NoteSize + Layout.PageSize - 1) / Layout.PageSize * Layout.PageSize;
        byte[] bytes = new byte[data];
        FileHeader(bytes, segments + 1);
        ProgramHeader(bytes.AsSpan(FileHeaderSize), PtNote, note, 0, NoteSize);
        for (int i = 0; i < segments; i++)
        {
            PageExtent e = plan.Extents[i];
            Span<byte> header = bytes.AsSpan(FileHeaderSize + ((i + 1) * ProgramHeaderSize), ProgramHeaderSize);
            ProgramHeader(header, PtLoad, data + (e.FirstIndex * Layout.PageSize), e.FirstPage * Layout.PageSize, e.Count * Layout.PageSize);
        }

        Status(bytes.AsSpan(note, NoteSize), registers);
        return bytes;
    }

    private static void FileHeader(Span<byte> to, int count)
    {
        ElfSymbols.FileHeader(to, executable: false, 0);
        Encode.U16(to, 16, 4); // ET_CORE
        Encode.I64(to, 32, FileHeaderSize);
        Encode.U16(to, 56, count);
    }

    private static void ProgramHeader(Span<byte> to, int type, long offset, ulong address, long size)
    {
        Encode.U32(to, 0, (uint)type);
        Encode.U32(to, 4, type == PtLoad ? 6u : 0u);
        Encode.I64(to, 8, offset);
        Encode.U64(to, 16, address);
        Encode.I64(to, 32, size);
        Encode.I64(to, 40, type == PtLoad ? size : 0);
        Encode.I64(to, 48, type == PtLoad ? Layout.PageSize : 4);
    }

    private static void Status(Span<byte> to, IReadOnlyDictionary<string, ulong> registers)
    {
        Encode.U32(to, 0, 5);
        Encode.U32(to, 4, StatusSize);
        Encode.U32(to, 8, NtPrstatus);
        Encoding.ASCII.GetBytes("CORE").CopyTo(to[12..]);
        Span<byte> status = to[20..];
        Encode.U32(status, 0, SegmentationFault);
        Encode.U16(status, 12, SegmentationFault);
        Encode.U32(status, 32, 1); // pr_pid
        for (int i = 0; i < s_registers.Length; i++)
        {
            Encode.U64(status, RegisterOffset + (i * 8), s_registers[i] is { } name ? registers.GetValueOrDefault(name) : ulong.MaxValue);
        }
    }
}
