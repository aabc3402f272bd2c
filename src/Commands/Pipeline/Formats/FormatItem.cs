namespace Commands.Pipeline.Formats;

/// <summary>One element of a format list: a letter with its repeat count, or quoted text.</summary>
/// <param name="Count">How often; 1 where no number stands before the letter. Always decimal in the source text.</param>
/// <param name="Letter">The format letter; 0 for text.</param>
/// <param name="Text">The text between quotes, escapes already converted; null for a letter.</param>
internal readonly record struct FormatItem(int Count, char Letter, string? Text = null)
{
    public FormatItem(string text) : this(1, '\0', text) { }
}
