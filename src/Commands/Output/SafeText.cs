using System.Globalization;
using System.Text;

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

    /// <summary>Control, line and paragraph separators, invisible and bidirectional format characters, halves of pairs.</summary>
    private static bool IsUnsafe(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
