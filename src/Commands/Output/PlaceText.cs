using Commands.Language;

namespace Commands.Output;

/// <summary>Shows a place in a text: the text, and under it a row of <c>^</c>. Both lines begin with <see cref="Margin"/>.</summary>
internal static class PlaceText
{
    public const string Margin = "  | ";

    /// <summary>What is shown of a long text on either side.</summary>
    private const int Sight = 48;

    /// <param name="text">Where the place is, one character a byte; may end with a newline.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="length">How long it is.</param>
    public static string Of(string text, int start, int length)
    {
        text = text.TrimEnd('\n');
        start = Math.Min(start, text.Length);
        length = Math.Clamp(length, 0, text.Length - start);
        int from = start > Sight + 3 ? start - Sight : 0;
        int to = text.Length - start > Sight + 3 ? start + Sight : text.Length;
        string before = (from > 0 ? "..." : "") + Shown(text[from..start]);
        string place = Shown(text[start..Math.Min(start + length, to)]);
        string after = Shown(text[Math.Min(start + length, to)..to]) + (to < text.Length ? "..." : "");
        return $"{Margin}{before}{place}{after}\n{Margin}{Blank(before)}{new string('^', Math.Max(Width(place), 1))}\n";
    }

    private static string Shown(string text) => SafeText.Of(ByteText.ToUnicode(text).Replace('\t', ' '));

    private static string Blank(string text) => new(' ', Width(text));

    private static int Width(string text) => text.EnumerateRunes().Sum(CharacterWidth.Of);
}
