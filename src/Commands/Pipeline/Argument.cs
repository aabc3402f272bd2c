namespace Commands.Pipeline;

/// <summary>One word of an argument list: text, or the number of a <c>$[expr]</c>.</summary>
internal readonly struct Argument
{
    public Argument(string text) => Text = text;

    public Argument(ulong value) => Value = value;

    /// <summary>Null for a number.</summary>
    public string? Text { get; }

    public ulong Value { get; }

    public bool IsNumber => Text is null;
}
