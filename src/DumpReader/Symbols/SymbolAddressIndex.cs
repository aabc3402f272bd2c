using DumpReader.Formats.Elf;

namespace DumpReader.Symbols;

/// <summary>
/// Addresses to symbols: values in ascending order, with the one symbol that stands for each. A symbol counts if its value is not 0
/// and it is non-local or has a size. Among several of one value: sized before unsized, typed before untyped, strong before
/// weak, then the smaller name, then the earlier.
/// </summary>
internal sealed class SymbolAddressIndex
{
    private readonly ulong[] _values;
    private readonly int[] _symbols;
    private readonly int _count;

    public SymbolAddressIndex(ElfSymbolSections sections)
    {
        var symbols = new SymbolBytes(sections.Symbols.Span);
        ReadOnlySpan<byte> strings = sections.Strings.Span;
        _values = new ulong[symbols.Count];
        _symbols = new int[symbols.Count];
        int candidates = 0;
        for (int i = 0; i < symbols.Count; i++)
        {
            ElfSymbol symbol = symbols[i];
            if (Counts(symbol))
            {
                _values[candidates] = symbol.Value;
                _symbols[candidates++] = i;
            }
        }

        Array.Sort(_values, _symbols, 0, candidates);
        for (int i = 0; i < candidates; i++)
        {
            if (_count > 0 && _values[_count - 1] == _values[i])
            {
                ref int best = ref _symbols[_count - 1];
                best = IsBetter(symbols, strings, _symbols[i], best) ? _symbols[i] : best;
            }
            else
            {
                _values[_count] = _values[i];
                _symbols[_count++] = _symbols[i];
            }
        }
    }

    /// <summary>The index of the best symbol at or below an address, -1 for none.</summary>
    public int Find(ulong address)
    {
        int at = Array.BinarySearch(_values, 0, _count, address);
        at = at >= 0 ? at : ~at - 1;
        return at < 0 ? -1 : _symbols[at];
    }

    /// <summary>The same by going through the table once.</summary>
    public static int Search(ElfSymbolSections sections, ulong address)
    {
        var symbols = new SymbolBytes(sections.Symbols.Span);
        int best = -1;
        ulong bestValue = 0;
        for (int i = 0; i < symbols.Count; i++)
        {
            ulong value = symbols.Value(i);
            if (value > address || value < bestValue || !Counts(symbols[i]))
            {
                continue;
            }

            if (value > bestValue || best < 0 || IsBetter(symbols, sections.Strings.Span, i, best))
            {
                best = i;
                bestValue = value;
            }
        }

        return best;
    }

    private static bool Counts(in ElfSymbol symbol) =>
        symbol.Value != 0 && (symbol.Info >> 4 != (int)SymbolBinding.Local || symbol.Size != 0);

    private static bool IsBetter(in SymbolBytes symbols, ReadOnlySpan<byte> strings, int left, int right)
    {
        ElfSymbol a = symbols[left];
        ElfSymbol b = symbols[right];
        if ((a.Size != 0) != (b.Size != 0))
        {
            return a.Size != 0;
        }

        if (((a.Info & 15) != 0) != ((b.Info & 15) != 0))
        {
            return (a.Info & 15) != 0;
        }

        bool aWeak = a.Info >> 4 == (int)SymbolBinding.Weak;
        if (aWeak != (b.Info >> 4 == (int)SymbolBinding.Weak))
        {
            return !aWeak;
        }

        int order = Name(strings, a.Name).SequenceCompareTo(Name(strings, b.Name));
        return order != 0 ? order < 0 : left < right;
    }

    private static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> strings, uint offset) =>
        offset < (uint)strings.Length ? strings.Slice((int)offset, ElfSymbolTable.NameLength(strings, (int)offset)) : default;
}
