namespace Commands.Language;

/// <summary>What a format verb shows: memory by virtual address <c>/</c>, by physical address <c>\ @</c>, the object file <c>?</c>, or dot itself <c>=</c>.</summary>
internal enum FormatSpace { Virtual, Physical, Object, Value }

/// <summary>One element of a format list: a letter with its repeat count, or quoted text.</summary>
/// <param name="Count">How often; 1 where no number stands before the letter. Always decimal in the source text.</param>
/// <param name="Letter">The format letter; 0 for text.</param>
/// <param name="Text">The text between quotes, escapes already converted; null for a letter.</param>
internal readonly record struct FormatItem(int Count, char Letter, string? Text = null)
{
    public FormatItem(string text) : this(1, '\0', text) { }
}

/// <summary>A format verb with its list.</summary>
/// <param name="Space">Where the data comes from.</param>
/// <param name="Verb">As typed: <c>/ \ @ ? =</c>.</param>
/// <param name="Items">Empty for a verb alone.</param>
/// <param name="Action">The letter of a write or search (<c>v w W Z z l L M</c>); its values are the arguments of the call.</param>
internal sealed record FormatList(FormatSpace Space, char Verb, IReadOnlyList<FormatItem> Items, char? Action = null)
{
    public static FormatSpace SpaceOf(char verb) => verb switch
    {
        '/' => FormatSpace.Virtual,
        '?' => FormatSpace.Object,
        '=' => FormatSpace.Value,
        _ => FormatSpace.Physical,
    };
}
