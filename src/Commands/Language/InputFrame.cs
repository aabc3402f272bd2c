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

    /// <summary>Characters handed out and not put back since the start.</summary>
    public int Offset { get; private set; }

    /// <summary>What runs in the place of this input once the statement is done (<c>$&lt;</c> in a macro).</summary>
    public InputFrame? Replacement { get; set; }

    public int Read()
    {
        if (!_unread.TryPop(out char c))
        {
            if (_ended || input.Read() is var read && read < 0)
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

    /// <summary>Skips up to and including the next <c>;</c> or newline, uncounted.</summary>
    public void SkipStatement()
    {
        int c;
        do
        {
            c = Read();
        }
        while (c is not (-1 or ';' or '\n'));
    }

    public void Dispose() => input.Dispose();
}
