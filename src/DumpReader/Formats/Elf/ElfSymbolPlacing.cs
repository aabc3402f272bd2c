using System.Buffers.Binary;

namespace DumpReader.Formats.Elf;

/// <summary>Turns the values of a relocatable object's symbols (<c>Elf64_Sym</c>, elf.h) into addresses.</summary>
internal static class ElfSymbolPlacing
{
    private const int Info = 4;    // st_info
    private const int Section = 6; // st_shndx
    private const int Value = 8;   // st_value
    private const int Common = 0xfff2; // SHN_COMMON
    private const int Tls = 6;     // STT_TLS

    /// <param name="symbols">The table; changed in place.</param>
    /// <param name="sections">Address of each section; 0 for one that is not in memory.</param>
    public static void Place(Span<byte> symbols, ReadOnlySpan<ulong> sections)
    {
        for (; symbols.Length >= ElfSymbolSections.SymbolSize; symbols = symbols[ElfSymbolSections.SymbolSize..])
        {
            int section = BinaryPrimitives.ReadUInt16LittleEndian(symbols[Section..]);
            ulong value = BinaryPrimitives.ReadUInt64LittleEndian(symbols[Value..]);
            if (section == Common)
            {
                value = 0;
            }
            else if (section < sections.Length && (symbols[Info] & 15) != Tls)
            {
                value = unchecked(value + sections[section]);
            }

            BinaryPrimitives.WriteUInt64LittleEndian(symbols[Value..], value);
        }
    }
}
