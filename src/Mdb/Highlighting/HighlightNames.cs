using Commands.Language;
using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Symbols;
using Mdb.Editor;

namespace Mdb.Highlighting;

/// <summary>
/// Which names mean something, for the lexer and for colours. To the lexer every command is one, so that it goes on behind a wrong
/// one; what has been looked up is kept, since a line is coloured again at every key. Where the dump is too slow for that, names of its own
/// are looked up no more on this line.
/// </summary>
internal sealed class HighlightNames(Session session) : ILexerContext
{
    /// <summary>What a person does not notice between two keys.</summary>
    private const int MostMilliseconds = 50;

    private readonly Dictionary<string, bool> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _symbols = new(StringComparer.Ordinal);
    private HashSet<string>? _walkers;
    private bool _isSlow;

    public int Radix => session.Radix;

    /// <summary>A new line begins: the commands before it may have made names.</summary>
    public void Forget()
    {
        _types.Clear();
        _symbols.Clear();
        _isSlow = false;
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

        _walkers ??= Find(() => WalkerTable.All(session).Select(w => w.Name).ToHashSet(StringComparer.Ordinal));
        return _walkers is null ? TextStyle.Plain : _walkers.Contains(name) ? TextStyle.Walker : TextStyle.Unknown;
    }

    /// <summary>A name that stands for an address.</summary>
    public TextStyle Symbol(string name) => IsSymbol(name) ? TextStyle.Symbol : TextStyle.Plain;

    private bool Kept(Dictionary<string, bool> known, string name, Func<string, bool> find)
    {
        if (!known.TryGetValue(name, out bool found))
        {
            known[name] = found = Find<bool?>(() => find(name)) ?? false;
        }

        return found;
    }

    /// <summary>Null where it takes too long.</summary>
    private T? Find<T>(Func<T> find)
    {
        if (_isSlow)
        {
            return default;
        }

        T? found = Patience.Within(MostMilliseconds, find, default(T)!);
        _isSlow = found is null;
        return found;
    }
}
