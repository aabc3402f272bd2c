using DumpReader.Bytes;
using DumpReader.Formats.Elf;
using DumpReader.Problems;
using DumpReader.Spaces;

namespace DumpReader.Kernel.ModuleList;

/// <summary>Where a module keeps its symbols: inside symspace, described by two section headers that lie at its start.</summary>
internal sealed class ModulePlaces(AddressSpace memory)
{
    /// <summary>Null with no <paramref name="wrong"/> where the module has no symbols; else it names the field that cannot be.</summary>
    public ModuleSymbolPlace? Find(in ModuleFields module, out string? wrong)
    {
        wrong = null;
        if (module.SymbolHeader == 0 || module.SymbolSpace == 0)
        {
            return null;
        }

        if (module.SymbolsSize > Limits.ModuleSymbols)
        {
            wrong = $"symsize is {module.SymbolsSize}, expected at most {Limits.ModuleSymbols}";
            return null;
        }

        if (!TrySectionSize(module.SymbolHeader, out ulong symbolsSize) || !TrySectionSize(module.StringHeader, out ulong stringsSize))
        {
            wrong = $"cannot read the section headers at {module.SymbolHeader:x} and {module.StringHeader:x}";
            return null;
        }

        if (symbolsSize > Limits.ModuleSymbols || stringsSize > Limits.ModuleSymbols)
        {
            wrong = $"symbol table of {symbolsSize} bytes, strings of {stringsSize}, expected at most {Limits.ModuleSymbols}";
            return null;
        }

        ulong space = module.SymbolSpace;
        ulong size = module.SymbolsSize != 0 ? module.SymbolsSize : symbolsSize + stringsSize;
        ulong symbols = module.Symbols != 0 ? module.Symbols : space;
        ulong strings = module.Strings != 0 ? module.Strings : space + symbolsSize;
        if (!Inside(space, size, symbols, symbolsSize) || !Inside(space, size, strings, stringsSize))
        {
            wrong = $"symbol table at {symbols:x} or strings at {strings:x} outside symspace {space:x} of {size} bytes";
            return null;
        }

        return new ModuleSymbolPlace(symbols, (int)symbolsSize, strings, (int)stringsSize);
    }

    /// <summary>The tables themselves; cut to what the dump holds.</summary>
    public static ElfSymbolSections Load(AddressSpace memory, string module, ModuleSymbolPlace place)
    {
        ReadOnlyMemory<byte> symbols = memory.GetMemory(place.Symbols, place.SymbolsSize);
        ReadOnlyMemory<byte> strings = memory.GetMemory(place.Strings, place.StringsSize);
        int lost = place.SymbolsSize + place.StringsSize - symbols.Length - strings.Length;
        return new ElfSymbolSections(symbols[..(symbols.Length / ElfSymbolSections.SymbolSize * ElfSymbolSections.SymbolSize)], strings)
        {
            Missing = lost == 0 ? null : new Problem("MDB504", $"module {module}: {lost} bytes of its symbols are not in the dump", place.Symbols),
        };
    }

    private bool TrySectionSize(ulong header, out ulong size)
    {
        Span<byte> bytes = stackalloc byte[ModuleStructures.SectionSize];
        bool read = memory.TryRead(header, bytes);
        size = read ? ModuleStructures.ReadSectionSize(bytes) : 0;
        return read;
    }

    private static bool Inside(ulong space, ulong size, ulong start, ulong length) =>
        start - space <= size && length <= size - (start - space);
}
