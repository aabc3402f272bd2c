namespace Commands.Language;

/// <summary>Whether a command name means something.</summary>
internal enum CommandLookup { Found, FoundFilter, UnknownName, UnknownModule }

/// <summary>What decides tokens while the program runs.</summary>
internal interface ILexerContext
{
    /// <summary>Radix of numbers without a prefix, 2 to 16.</summary>
    int Radix { get; }

    /// <summary>Whether a word of hex digits such as <c>add</c> is a symbol.</summary>
    bool IsSymbol(string name);

    bool IsVariable(string name);

    /// <summary>A command whose name stands behind a pipe without colons.</summary>
    CommandLookup FindBareCommand(string name);

    /// <summary>A command by name: one-letter ones carry their sigil (<c>$c</c>, <c>:a</c>), others may have a module (<c>genunix`ps</c>).</summary>
    CommandLookup FindCommand(string name);
}
