using DumpReader.Symbols;

namespace Commands.Dcmds.Core;

/// <summary>The four-letter names of ELF symbol types and bindings (elf.h: STT_*, STB_*, SHN_*).</summary>
internal static class SymbolNames
{
    private static readonly (SymbolType Type, string Name)[] _types =
    [
        (SymbolType.NoType, "NOTY"), (SymbolType.Object, "OBJT"), (SymbolType.Function, "FUNC"), (SymbolType.Section, "SECT"),
        (SymbolType.File, "FILE"), (SymbolType.Common, "COMM"), (SymbolType.Tls, "TLS"), (SymbolType.Register, "REGI"),
    ];

    public static string Of(SymbolType type) => Array.Find(_types, t => t.Type == type).Name ?? ((int)type).ToString();

    public static string Of(SymbolBinding binding) => binding switch
    {
        SymbolBinding.Local => "LOCL",
        SymbolBinding.Global => "GLOB",
        SymbolBinding.Weak => "WEAK",
        _ => ((int)binding).ToString(),
    };

    public static string Section(ushort section) => section switch
    {
        0 => "UNDEF",
        0xfff1 => "ABS",
        0xfff2 => "COMMON",
        _ => section.ToString(),
    };

    /// <summary>The type that a word of -t names; null for none.</summary>
    public static SymbolType? Type(string word)
    {
        foreach ((SymbolType type, string name) in _types)
        {
            if (name.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return type;
            }
        }

        return null;
    }
}
