using System.Text;
using DumpReader.Symbols;

namespace Shared;

/// <summary>A symbol table made of what a test lists, in that order.</summary>
internal sealed class FakeSymbolTable(string? module = null) : SymbolTable
{
    private readonly List<Symbol> _symbols = [];

    public override string? Module { get; } = module;

    public override int Count => _symbols.Count;

    public override Symbol this[int index] => _symbols[index];

    public FakeSymbolTable Add(string name, ulong value, SymbolType type = SymbolType.Object, ushort section = 1, ulong size = 8)
    {
        byte info = (byte)((1 << 4) | (int)type);
        _symbols.Add(new Symbol(this, _symbols.Count, Encoding.Latin1.GetBytes(name), value, size, info, 0, section));
        return this;
    }

    public override bool TryFind(ReadOnlySpan<char> name, out Symbol symbol)
    {
        string wanted = name.ToString();
        int index = _symbols.FindIndex(s => s.Name == wanted);
        symbol = index < 0 ? default : _symbols[index];
        return index >= 0;
    }

    public override bool TryFindAtOrBelow(ulong address, out Symbol symbol)
    {
        symbol = _symbols.Where(s => s.Value <= address && s.Value != 0).OrderByDescending(s => s.Value).FirstOrDefault();
        return symbol.Table is not null;
    }
}

/// <summary>One table as a whole catalog.</summary>
internal sealed class FakeSymbols(FakeSymbolTable table) : SymbolCatalog
{
    public override IReadOnlyList<SymbolTable> Tables => [table];

    public override SymbolLookup Find(string? module, ReadOnlySpan<char> name, out Symbol symbol) =>
        table.TryFind(name, out symbol) ? SymbolLookup.Found : SymbolLookup.UnknownName;

    public override bool TryFind(ulong address, ulong distance, out Symbol symbol) =>
        table.TryFindAtOrBelow(address, out symbol) && address - symbol.Value < (distance == 0 ? Math.Max(symbol.Size, 1) : distance);
}
