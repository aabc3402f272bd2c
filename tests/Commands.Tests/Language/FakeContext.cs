using Commands.Language;

namespace Commands.Tests.Language;

/// <summary>A lexer context with what a test names.</summary>
internal sealed class FakeContext : ILexerContext
{
    public int Radix { get; init; } = 16;

    public HashSet<string> Symbols { get; init; } = [];

    public HashSet<string> Variables { get; init; } = ["x"];

    public HashSet<string> Filters { get; init; } = ["where"];

    public bool IsSymbol(string name) => Symbols.Contains(name);

    public bool IsVariable(string name) => Variables.Contains(name);

    public CommandLookup FindBareCommand(string name) => Filters.Contains(name) ? CommandLookup.FoundFilter : CommandLookup.UnknownName;

    public CommandLookup FindCommand(string name) =>
        Filters.Contains(name) ? CommandLookup.FoundFilter
        : name.StartsWith("nosuch", StringComparison.Ordinal) ? CommandLookup.UnknownName
        : CommandLookup.Found;

    /// <summary>The tokens of the first statement as <c>Kind:text</c>.</summary>
    public string[] Tokens(string text)
    {
        StatementTokens statement = Read(text);
        return [.. statement.Tokens.Select(t => $"{t.Kind}:{Escapes.Encode(t.ToStringValue())}")];
    }

    public StatementTokens Read(string text)
    {
        using var frame = new InputFrame(new TextInput(text), "(test)", InputKind.Script);
        return new Lexer(frame, this).Read();
    }
}
