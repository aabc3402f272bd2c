using Commands.Output;

namespace Commands.Dcmds.Kernel.Modules;

/// <summary>Names of numbers in ELF section headers (sys/elf.h).</summary>
internal static class ElfNames
{
    private static readonly string[] Types =
    [
        "SHT_NULL", "SHT_PROGBITS", "SHT_SYMTAB", "SHT_STRTAB", "SHT_RELA", "SHT_HASH", "SHT_DYNAMIC", "SHT_NOTE", "SHT_NOBITS", "SHT_REL",
        "SHT_SHLIB", "SHT_DYNSYM", "", "", "SHT_INIT_ARRAY", "SHT_FINI_ARRAY", "SHT_PREINIT_ARRAY", "SHT_GROUP", "SHT_SYMTAB_SHNDX",
    ];

    private static readonly BitName[] FlagBits = FlagNames.Table(
        ("SHF_WRITE", 0x1), ("SHF_ALLOC", 0x2), ("SHF_EXECINSTR", 0x4), ("SHF_MERGE", 0x10), ("SHF_STRINGS", 0x20), ("SHF_INFO_LINK", 0x40),
        ("SHF_LINK_ORDER", 0x80), ("SHF_OS_NONCONFORMING", 0x100), ("SHF_GROUP", 0x200), ("SHF_TLS", 0x400));

    /// <summary>sh_type.</summary>
    public static string Type(ulong type) => type < (ulong)Types.Length && Types[type].Length > 0 ? Types[type] : $"0x{type:x}";

    /// <summary>sh_flags; <c>0</c> for none.</summary>
    public static string Flags(ulong flags) => FlagNames.Of(flags, FlagBits) is { Length: > 0 } names ? names : $"{flags:x}";
}
