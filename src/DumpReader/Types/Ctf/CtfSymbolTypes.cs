using DumpReader.Symbols;

namespace DumpReader.Types.Ctf;

/// <summary>
/// The types of a module's symbols. The object section has one id, the function section one record, for each symbol that
/// counts, in the order of the symbol table; past their ends there is no data.
/// </summary>
internal sealed class CtfSymbolTypes
{
    private const ushort Undefined = 0;
    private const ushort Absolute = 0xfff1;

    private readonly CtfContainer _container;
    private readonly SymbolTable _symbols;
    private readonly int[] _places;

    public CtfSymbolTypes(CtfContainer container, SymbolTable symbols)
    {
        _container = container;
        _symbols = symbols;
        _places = new int[symbols.Count];
        Place();
    }

    /// <summary>By position in the symbol table; null where there is no data for it.</summary>
    public CType? Find(int index)
    {
        if ((uint)index >= (uint)_places.Length || _places[index] < 0)
        {
            return null;
        }

        Symbol symbol = _symbols[index];
        int at = _places[index];
        if (symbol.Type == SymbolType.Object)
        {
            ushort id = CtfDecoder.Id(_container.ObjectSection[at..], 0);
            return id == 0 ? null : _container.GetType(id);
        }

        ReadOnlySpan<byte> record = _container.FunctionSection[at..];
        int count = CtfDecoder.Id(record, 0) & 0x3ff;
        return CtfDecoder.Function(_container, symbol.Name, CtfDecoder.Id(record, 1), record.Slice(4, 2 * count));
    }

    private void Place()
    {
        ReadOnlySpan<byte> functions = _container.FunctionSection;
        int objectsEnd = _container.ObjectSection.Length;
        int objectAt = 0;
        int functionAt = 0;
        for (int i = 0; i < _places.Length; i++)
        {
            _places[i] = -1;
            Symbol symbol = _symbols[i];
            if (!Counts(symbol))
            {
                continue;
            }

            if (symbol.Type == SymbolType.Object && objectAt + 2 <= objectsEnd)
            {
                _places[i] = objectAt;
                objectAt += 2;
            }
            else if (symbol.Type == SymbolType.Function && functionAt + 2 <= functions.Length)
            {
                ushort info = CtfDecoder.Id(functions[functionAt..], 0);
                int size = info == 0 ? 2 : 4 + (2 * (info & 0x3ff));
                if (functionAt + size > functions.Length)
                {
                    functionAt = functions.Length;
                    continue;
                }

                _places[i] = info == 0 ? -1 : functionAt;
                functionAt += size;
            }
        }
    }

    private static bool Counts(in Symbol symbol)
    {
        if (symbol.Section == Undefined || symbol.Type is not (SymbolType.Object or SymbolType.Function))
        {
            return false;
        }

        ReadOnlySpan<byte> name = symbol.NameBytes.Span;
        return !name.IsEmpty
            && !name.SequenceEqual("_START_"u8)
            && !name.SequenceEqual("_END_"u8)
            && (symbol.Type != SymbolType.Object || symbol.Section != Absolute || symbol.Value != 0);
    }
}
