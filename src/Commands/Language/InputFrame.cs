using Superpower.Model;

namespace Commands.Language;

internal enum InputKind
{
    /// <summary>Standard input that is no terminal, or a file.</summary>
    Script,
    /// <summary>A macro file.</summary>
    Macro,
    /// <summary>A string: <c>-e</c>, ::eval, ::map, values to write.</summary>
    Text,
    /// <summary>What a stage of a pipeline printed.</summary>
    Pipe,
    /// <summary>A line typed by a person.</summary>
    Terminal,
}

/// <summary>One input on the stack of inputs: its name for messages, its line counter, and what was read but not used.</summary>
internal sealed class InputFrame(CommandInput input, string name, InputKind kind) : IDisposable
{
    private readonly Stack<char> _unread = new();
    private bool _ended;

    public string Name { get; } = name;

    public InputKind Kind { get; } = kind;

    /// <summary>Line of the next statement, from 1; what is skipped after an error does not count.</summary>
    public int Line { get; set; } = 1;

    /// <summary>Where in its line the next statement begins, from 0; behind what is skipped after an error it is the start of a line.</summary>
    public int Column { get; set; }

    /// <summary>Characters handed out and not put back since the start.</summary>
    public int Offset { get; private set; }

    /// <summary>Whether its end came early: what follows cannot be read.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>What runs in the place of this input once the statement is done (<c>$&lt;</c> in a macro).</summary>
    public InputFrame? Replacement { get; set; }

    public int Read()
    {
        if (!_unread.TryPop(out char c))
        {
            int read = _ended ? -1 : ReadInput();
            if (read < 0)
            {
                _ended = true;
                return -1;
            }

            c = (char)read;
        }

        Offset++;
        return c;
    }

    public void PutBack(ReadOnlySpan<char> text)
    {
        for (int i = text.Length - 1; i >= 0; i--)
        {
            _unread.Push(text[i]);
        }

        Offset -= text.Length;
    }

    /// <summary>Nothing more comes from here: after <c>$&lt;</c> alone, or an error in a string.</summary>
    public void End()
    {
        _unread.Clear();
        _ended = true;
    }

    /// <summary>The message for an error in a statement of this input, whole but for <c>mdb: </c>.</summary>
    public string Describe(LanguageException error, StatementTokens tokens)
    {
        (string message, bool hasTail) = error.At.Kind == TokenKind.Error
            ? (tokens.Error!.Message, tokens.Error.HasTail)
            : (error.Message, error.HasTail);
        if (!hasTail)
        {
            return message;
        }

        string near = $" near \"{Escapes.Encode(error.At.ToStringValue())}\"";
        int line = Line + (error.At.Kind == TokenKind.NewLine ? 1 : 0);
        return message + (Kind == InputKind.Terminal ? near : $" on line {line} of {Name}{near}");
    }

    /// <summary>
    /// Goes on after an error: a script at the next statement, skipping from the token read last; when that is the newline itself the
    /// following line is lost, as in stock mdb. Other inputs end.
    /// </summary>
    public void Recover(StatementTokens tokens, Token<TokenKind> at)
    {
        if (Kind is not (InputKind.Script or InputKind.Macro))
        {
            End();
            return;
        }

        Column = 0;
        if (at.Kind == TokenKind.NewLine)
        {
            Line++;
        }

        PutBack(tokens.Text.AsSpan(at.Position.Absolute + at.Span.Length));
        SkipStatement();
    }

    /// <summary>Goes on behind the line of a statement that could not be read to its end: a script at the next line; other inputs end.</summary>
    public void SkipLine()
    {
        if (Kind is not (InputKind.Script or InputKind.Macro))
        {
            End();
            return;
        }

        (Line, Column) = (Line + 1, 0);
        int c;
        do
        {
            c = Read();
        }
        while (c is not (-1 or '\n'));
    }

    public void Dispose() => input.Dispose();

    private int ReadInput()
    {
        try
        {
            return input.Read();
        }
        catch (IOException)
        {
            IsBroken = true;
            return -1;
        }
    }

    /// <summary>Skips up to and including the next <c>;</c> or newline, uncounted.</summary>
    private void SkipStatement()
    {
        int c;
        do
        {
            c = Read();
        }
        while (c is not (-1 or ';' or '\n'));
    }
}
