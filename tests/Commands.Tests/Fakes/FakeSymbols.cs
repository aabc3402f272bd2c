using System.Text;
using DumpReader.Symbols;

namespace Commands.Tests.Fakes;

/// <summary>A kernel table made by hand.</summary>
internal sealed class FakeSymbols : SymbolCatalog
{
    private readonly Table _table = new();

    public override IReadOnlyList<SymbolTable> Tables => [_table];

    public FakeSymbols Add(string name, ulong value, ulong size, SymbolType type = SymbolType.Object)
    {
        _table.Symbols.Add(new Symbol(_table, _table.Symbols.Count + 1, Encoding.Latin1.GetBytes(name), value, size, (byte)(0x10 | (int)type), 0, 1));
        return this;
    }

    public override SymbolLookup Find(string? module, ReadOnlySpan<char> name, out Symbol symbol) =>
        module is not null ? Missing(SymbolLookup.UnknownObject, out symbol)
        : _table.TryFind(name, out symbol) ? SymbolLookup.Found : SymbolLookup.UnknownName;

    public override bool TryFind(ulong address, ulong distance, out Symbol symbol) =>
        _table.TryFindAtOrBelow(address, out symbol) && address - symbol.Value < Math.Max(distance == 0 ? symbol.Size : distance, 1);

    private static SymbolLookup Missing(SymbolLookup outcome, out Symbol symbol)
    {
        symbol = default;
        return outcome;
    }

    private sealed class Table : SymbolTable
    {
        public List<Symbol> Symbols { get; } = [];

        public override string? Module => null;

        public override int Count => Symbols.Count + 1;

        public override Symbol this[int index] => Symbols[index - 1];

        public override bool TryFind(ReadOnlySpan<char> name, out Symbol symbol)
        {
            string text = name.ToString();
            symbol = Symbols.Find(s => s.Name == text);
            return symbol.Table is not null;
        }

        public override bool TryFindAtOrBelow(ulong address, out Symbol symbol)
        {
            symbol = Symbols.Where(s => s.Value <= address).OrderBy(s => s.Value).LastOrDefault();
            return symbol.Table is not null;
        }
    }
}
