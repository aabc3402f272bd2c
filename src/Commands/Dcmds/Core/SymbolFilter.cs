using Commands.Pipeline;
using DumpReader.Symbols;

namespace Commands.Dcmds.Core;

/// <summary>Which symbols ::nm lists.</summary>
internal sealed record SymbolFilter(bool GlobalOnly, bool UndefinedOnly, IReadOnlySet<SymbolType>? Types)
{
    /// <summary>From -g, -u and -t; null with the word that names no type.</summary>
    public static SymbolFilter? Parse(CommandOptions options, out string? bad)
    {
        bad = null;
        HashSet<SymbolType>? types = null;
        if (options.Text('t') is { } list)
        {
            types = [];
            foreach (string word in list.Split(','))
            {
                if (SymbolNames.Type(word) is not { } type)
                {
                    bad = word;
                    return null;
                }

                types.Add(type);
            }
        }

        return new SymbolFilter(options.Has('g'), options.Has('u'), types);
    }

    public bool Accepts(Symbol symbol) =>
        (!GlobalOnly || symbol.Binding == SymbolBinding.Global)
        && (!UndefinedOnly || symbol.Section == 0)
        && (Types is null || Types.Contains(symbol.Type));
}
