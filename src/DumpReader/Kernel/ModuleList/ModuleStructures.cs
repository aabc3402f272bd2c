using System.Buffers.Binary;

namespace DumpReader.Kernel.ModuleList;

/// <summary>
/// The one place that knows kernel structures by their offsets: <c>struct modctl</c> (sys/modctl.h), <c>struct module</c> (sys/kobj.h)
/// and <c>Elf64_Shdr</c>. CTF, which gives every other offset, is found through them.
/// </summary>
internal static class ModuleStructures
{
    /// <summary>Leading bytes of <c>struct modctl</c> (144) that are read.</summary>
    public const int ModctlSize = 84;

    /// <summary>Leading bytes of <c>struct module</c> (384) that are read.</summary>
    public const int ModuleSize = 288;

    /// <summary>Bytes of an <c>Elf64_Shdr</c>.</summary>
    public const int SectionSize = 64;

    public static Modctl ReadModctl(ReadOnlySpan<byte> bytes) => new(
        Next: UInt64(bytes, 0),            // mod_next
        Id: (int)UInt32(bytes, 16),        // mod_id
        Module: UInt64(bytes, 24),         // mod_mp
        FileName: UInt64(bytes, 56),       // mod_filename
        Name: UInt64(bytes, 64));          // mod_modname

    public static ModuleFields ReadModule(ReadOnlySpan<byte> bytes) => new(
        SymbolHeader: UInt64(bytes, 80),   // symhdr
        StringHeader: UInt64(bytes, 88),   // strhdr
        SymbolsSize: UInt64(bytes, 104),   // symsize
        SymbolSpace: UInt64(bytes, 112),   // symspace
        TextSize: UInt64(bytes, 128),      // text_size
        DataSize: UInt64(bytes, 136),      // data_size
        Text: UInt64(bytes, 144),          // text
        Data: UInt64(bytes, 152),          // data
        Symbols: UInt64(bytes, 168),       // symtbl
        Strings: UInt64(bytes, 176),       // strings
        BssSize: UInt64(bytes, 216),       // bss_size
        Bss: UInt64(bytes, 224),           // bss
        Ctf: UInt64(bytes, 272),           // ctfdata
        CtfSize: UInt64(bytes, 280));      // ctfsize

    /// <summary>sh_size.</summary>
    public static ulong ReadSectionSize(ReadOnlySpan<byte> bytes) => UInt64(bytes, 32);

    private static ulong UInt64(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[offset..]);

    private static uint UInt32(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);
}

/// <summary>What is read of a <c>struct modctl</c>.</summary>
internal readonly record struct Modctl(ulong Next, int Id, ulong Module, ulong FileName, ulong Name);

/// <summary>What is read of a <c>struct module</c>.</summary>
internal readonly record struct ModuleFields(
    ulong SymbolHeader,
    ulong StringHeader,
    ulong SymbolsSize,
    ulong SymbolSpace,
    ulong TextSize,
    ulong DataSize,
    ulong Text,
    ulong Data,
    ulong Symbols,
    ulong Strings,
    ulong BssSize,
    ulong Bss,
    ulong Ctf,
    ulong CtfSize);
