using System.Globalization;
using System.Text;
using Commands.Language;

namespace Commands.Output;

/// <summary>Text from a dump made safe for a terminal, a ticket or a log: what could drive a terminal or reorder a line is shown as <c>\uxxxx</c>.</summary>
internal static class SafeText
{
    public static string Of(string text)
    {
        if (!text.Any(IsUnsafe))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            if (IsUnsafe(c))
            {
                safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                safe.Append(c);
            }
        }

        return safe.ToString();
    }

    /// <summary>Whether nothing of a text need be escaped.</summary>
    public static bool IsSafe(string text) => !text.Any(IsUnsafe);

    /// <summary>As <see cref="Of"/>, of a text that holds one byte a character.</summary>
    public static string OfBytes(string text) => IsSafe(text) ? text : ByteText.FromUnicode(Of(ByteText.ToUnicode(text)));

    /// <summary>Control, line and paragraph separators, invisible and bidirectional format characters.</summary>
    public static bool IsUnsafe(Rune rune) => IsUnsafe(Rune.GetUnicodeCategory(rune));

    /// <summary>The same, and halves of pairs.</summary>
    private static bool IsUnsafe(char c) => IsUnsafe(char.GetUnicodeCategory(c));

    private static bool IsUnsafe(UnicodeCategory category) => category is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
