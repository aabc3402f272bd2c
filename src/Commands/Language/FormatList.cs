namespace Commands.Language;

/// <summary>What a format verb shows: memory by virtual address <c>/</c>, by physical address <c>\ @</c>, the object file <c>?</c>, or dot itself <c>=</c>.</summary>
internal enum FormatSpace { Virtual, Physical, Object, Value }

/// <summary>One item of a format list: a letter with its repeat count, or a text to print.</summary>
/// <param name="Letter">The format character; undefined ones too, which are refused when their turn comes.</param>
/// <param name="Count">Repeat count, always decimal in the text; 1 where none was written.</param>
/// <param name="IsCounted">A count was written.</param>
/// <param name="Text">The text of a <c>"..."</c> item, escapes replaced; then <paramref name="Letter"/> is <c>"</c>.</param>
internal readonly record struct FormatItem(char Letter, ulong Count = 1, bool IsCounted = false, string? Text = null);

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
