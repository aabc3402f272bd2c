using Commands.Pipeline;
using DumpReader.Symbols;

namespace Commands.Dcmds.Core;

/// <summary>An address as <c>%a</c> shows it, as a text.</summary>
internal static class SymbolText
{
    public static string Of(Session session, ulong address)
    {
        if (session.TryFind(address, out Symbol symbol, out ulong offset))
        {
            return Name(symbol) + (offset == 0 ? "" : offset > 9 ? $"+0x{offset:x}" : $"+{offset:x}");
        }

        return address > 9 ? $"0x{address:x}" : address.ToString("x");
    }

    /// <summary>The name of a symbol, with its module when it was found in the table of a module.</summary>
    public static string Name(Symbol symbol) => symbol.Table.Module is { } module ? $"{module}`{symbol.Name}" : symbol.Name;
}
