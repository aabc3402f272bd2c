using DumpReader.Symbols;

namespace Commands.Output;

/// <summary>What <c>%a</c> shows, as a string: for messages and JSON.</summary>
internal static class AddressText
{
    public static string Of(ISymbolizer symbols, ulong address) => Symbol(symbols, address) ?? Tagged(address);

    /// <summary><c>module`symbol+0xoff</c>, the module only where its own table has the symbol; null where no symbol is near.</summary>
    public static string? Symbol(ISymbolizer symbols, ulong address) =>
        symbols.TryFind(address, out Symbol symbol, out ulong offset) ? Name(symbol, offset) : null;

    /// <summary>As <see cref="Of"/> for an address that a call returns to, which is shown in the function of the call: it may lie behind its last instruction.</summary>
    public static string BehindCall(ISymbolizer symbols, ulong address) =>
        symbols.TryFind(unchecked(address - 1), out Symbol symbol, out ulong offset) ? Name(symbol, offset + 1) : Tagged(address);

    private static string Name(in Symbol symbol, ulong offset)
    {
        string name = symbol.Table.Module is { } module ? module + "`" + symbol.Name : symbol.Name;
        return offset == 0 ? name : name + "+" + Tagged(offset);
    }

    /// <summary>Hex with 0x above 9.</summary>
    public static string Tagged(ulong value) => (value > 9 ? "0x" : "") + value.ToString("x");
}
