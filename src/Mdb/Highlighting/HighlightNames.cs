using Commands.Language;
using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Symbols;
using Mdb.Editor;

namespace Mdb.Highlighting;

/// <summary>
/// Which names mean something, for the lexer and for colours. To the lexer every command is one, so that it goes on behind a wrong
/// one; what has been looked up is kept, since a line is coloured again at every key.
/// </summary>
internal sealed class HighlightNames(Session session) : ILexerContext
{
    private readonly Dictionary<string, bool> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _symbols = new(StringComparer.Ordinal);
    private HashSet<string>? _walkers;

    public int Radix => session.Radix;

    /// <summary>A new line begins: the commands before it may have made names.</summary>
    public void Forget()
    {
        _types.Clear();
        _symbols.Clear();
    }

    public bool IsSymbol(string name) => Kept(_symbols, name, text =>
    {
        int quote = text.LastIndexOf('`');
        return session.FindSymbol(quote < 0 ? null : text[..quote], text.AsSpan(quote + 1), out Symbol _) == SymbolLookup.Found;
    });

    public bool IsVariable(string name) => true;

    public CommandLookup FindBareCommand(string name) => session.FindBareCommand(name) is not { } dcmd ? CommandLookup.UnknownName
        : dcmd.Info.TakesFilter ? CommandLookup.FoundFilter : CommandLookup.Found;

    public CommandLookup FindCommand(string name) =>
        session.FindDcmd(name) is { Info.TakesFilter: true } ? CommandLookup.FoundFilter : CommandLookup.Found;

    public bool IsType(string name) => Kept(_types, name, text => session.FindType(text, out _) is not null);

    /// <param name="text">As typed, colons or not.</param>
    /// <param name="isUnfinished">More letters may follow: the beginning of a name is no mistake.</param>
    public TextStyle Command(string text, bool isUnfinished)
    {
        bool isBare = char.IsAsciiLetter(text[0]);
        string name = text.StartsWith("::", StringComparison.Ordinal) ? text[2..] : text == "$" ? "$?" : text;
        return (isBare ? session.FindBareCommand(name) : session.FindDcmd(name)) is not null ? TextStyle.Command
            : isUnfinished && Registry.DcmdNames.Any(known => known.StartsWith(name, StringComparison.Ordinal)) ? TextStyle.Plain
            : TextStyle.Unknown;
    }

    public TextStyle Walker(string name, bool isUnfinished)
    {
        if (Registry.CreateWalker(name) is not null)
        {
            return TextStyle.Walker;
        }

        if (isUnfinished)
        {
            return TextStyle.Plain;
        }

        _walkers ??= WalkerTable.All(session).Select(w => w.Name).ToHashSet(StringComparer.Ordinal);
        return _walkers.Contains(name) ? TextStyle.Walker : TextStyle.Unknown;
    }

    /// <summary>A name that stands for an address.</summary>
    public TextStyle Symbol(string name) => IsSymbol(name) ? TextStyle.Symbol : TextStyle.Plain;

    private static bool Kept(Dictionary<string, bool> known, string name, Func<string, bool> find)
    {
        if (!known.TryGetValue(name, out bool found))
        {
            known[name] = found = find(name);
        }

        return found;
    }
}
