using System.Text;
using DumpReader.Symbols;

namespace Commands.Pipeline;

/// <summary>Symbols that a session adds by hand (::nmadd); searched before those of the target.</summary>
internal sealed class PrivateSymbols : SymbolTable
{
    private readonly List<Symbol> _symbols = [];

    public override string? Module => null;

    public override int Count => _symbols.Count;

    public override Symbol this[int index] => _symbols[index];

    public override bool TryFind(ReadOnlySpan<char> name, out Symbol symbol)
    {
        foreach (Symbol candidate in _symbols)
        {
            if (name.SequenceEqual(candidate.Name))
            {
                symbol = candidate;
                return true;
            }
        }

        symbol = default;
        return false;
    }

    public override bool TryFindAtOrBelow(ulong address, out Symbol symbol)
    {
        symbol = default;
        bool found = false;
        foreach (Symbol candidate in _symbols)
        {
            if (candidate.Value != 0 && candidate.Value <= address && (!found || candidate.Value > symbol.Value))
            {
                (symbol, found) = (candidate, true);
            }
        }

        return found;
    }

    /// <summary>Adds a global symbol; one of the same name is replaced.</summary>
    public Symbol Add(string name, ulong value, ulong size, SymbolType type)
    {
        Remove(name, out _);
        byte info = (byte)(((int)SymbolBinding.Global << 4) | (int)type);
        var symbol = new Symbol(this, _symbols.Count + 1, Encoding.Latin1.GetBytes(name), value, size, info, 0, 0);
        _symbols.Add(symbol);
        return symbol;
    }

    public bool Remove(string name, out Symbol symbol) =>
        TryFind(name, out symbol) && _symbols.RemoveAll(s => s.Name == name) > 0;
}
