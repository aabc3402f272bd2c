using System.Globalization;
using DumpReader.Bytes;

namespace DumpReader.Formats.Elf;

/// <summary>Header of an ELF64 little-endian file (<c>Elf64_Ehdr</c>, elf.h).</summary>
internal sealed record ElfHeader
{
    public const int Size = 64;

    /// <summary>Where <see cref="Type"/> lies, in 32-bit files too.</summary>
    public const int TypeOffset = 16;

    public const ushort Relocatable = 1; // ET_REL
    public const ushort Executable = 2;  // ET_EXEC
    public const ushort Shared = 3;      // ET_DYN
    public const ushort Core = 4;        // ET_CORE

    /// <summary>PN_XNUM: e_phnum of a file with so many program headers or more; the header of no section has their number.</summary>
    public const ushort ManySegments = 0xffff;

    private const int IdentSize = 16;    // EI_NIDENT
    private const byte Class64 = 2;      // ELFCLASS64
    private const byte LittleEndian = 1; // ELFDATA2LSB
    private const ushort Amd64 = 62;     // EM_X86_64

    public ushort Type { get; private init; }

    public ushort Machine { get; private init; }

    public ulong Entry { get; private init; }

    public ulong ProgramOffset { get; private init; }

    public ulong SectionOffset { get; private init; }

    public ushort ProgramEntrySize { get; private init; }

    public ushort ProgramCount { get; private init; }

    public ushort SectionEntrySize { get; private init; }

    public ushort SectionCount { get; private init; }

    public ushort SectionNames { get; private init; }

    /// <param name="bytes">The first bytes of a file, <see cref="Size"/> of them or fewer where it ends.</param>
    /// <param name="fault">What is not as this reader needs it: the field, what it holds and what was expected.</param>
    /// <returns>Null with the fault where it is no ELF64 little-endian file for x86-64 that can be looked at.</returns>
    /// <param name="core">Whether a core of a process is what is expected.</param>
    public static ElfHeader? TryRead(ReadOnlySpan<byte> bytes, out string fault, bool core = false)
    {
        fault = FaultOfIdent(bytes);
        if (fault.Length > 0)
        {
            return null;
        }

        ElfHeader header = Read(bytes);
        fault = header.Machine != Amd64 ? Field("e_machine", header.Machine, "62 (x86-64)")
            : core ? header.Type == Core ? "" : Field("e_type", header.Type, "4 (core)")
            : header.Type == Core ? "e_type is 4: ELF core file, expected an object file, executable or shared object"
            : header.Type is not (Relocatable or Executable or Shared) ? Field("e_type", header.Type, "1 (relocatable), 2 (executable) or 3 (shared)")
            : "";
        return fault.Length == 0 ? header : null;
    }

    private static ElfHeader Read(ReadOnlySpan<byte> bytes)
    {
        var cursor = new Cursor(bytes);
        cursor.Skip(IdentSize);                   // e_ident
        ushort type = cursor.UInt16();            // e_type
        ushort machine = cursor.UInt16();         // e_machine
        cursor.Skip(4);                           // e_version
        ulong entry = cursor.UInt64();            // e_entry
        ulong programs = cursor.UInt64();         // e_phoff
        ulong sections = cursor.UInt64();         // e_shoff
        cursor.Skip(6);                           // e_flags, e_ehsize
        return new ElfHeader
        {
            Type = type,
            Machine = machine,
            Entry = entry,
            ProgramOffset = programs,
            SectionOffset = sections,
            ProgramEntrySize = cursor.UInt16(),   // e_phentsize
            ProgramCount = cursor.UInt16(),       // e_phnum
            SectionEntrySize = cursor.UInt16(),   // e_shentsize
            SectionCount = cursor.UInt16(),       // e_shnum
            SectionNames = cursor.UInt16(),       // e_shstrndx
        };
    }

    /// <summary>The bytes that are alike in 32-bit and 64-bit files are looked at before anything else.</summary>
    private static string FaultOfIdent(ReadOnlySpan<byte> bytes) =>
        bytes.Length < IdentSize ? $"ELF header is {bytes.Length} bytes, expected {Size}"
        : !bytes.StartsWith("\u007fELF"u8) ? "not an ELF file"
        : bytes[4] != Class64 ? Field("e_ident[EI_CLASS]", bytes[4], "2 (64-bit)")
        : bytes[5] != LittleEndian ? Field("e_ident[EI_DATA]", bytes[5], "1 (little-endian)")
        : bytes.Length < Size ? $"ELF header is {bytes.Length} bytes, expected {Size}"
        : "";

    private static string Field(string name, int found, string expected) =>
        string.Create(CultureInfo.InvariantCulture, $"{name} is {found}, expected {expected}");
}
