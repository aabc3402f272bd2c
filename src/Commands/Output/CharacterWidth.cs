using System.Globalization;
using System.Text;
using Wcwidth;

namespace Commands.Output;

/// <summary>Columns that a character takes on a terminal.</summary>
internal static class CharacterWidth
{
    /// <summary>Joins the emoji on its two sides into one.</summary>
    public const int Joiner = 0x200d;

    /// <summary>How a character is shown: itself, a control character as <c>^X</c>, and <c>?</c> for what would be invisible or turn the line around.</summary>
    public static string Show(Rune rune) =>
        rune.Value < 0x20 ? "^" + (char)(rune.Value + '@')
        : IsHidden(rune) ? "?"
        : rune.ToString();

    /// <summary>0 for what is drawn over the character before it, 2 for wide ones.</summary>
    public static int Of(Rune rune) => rune.Value switch
    {
        < 0x20 => 2,
        < 0x7f => 1,
        _ => IsHidden(rune) ? 1 : Math.Max(UnicodeCalculator.GetWidth(rune), 0),
    };

    /// <summary>Whether a character belongs to the one before it: the two are shown, passed over and deleted together.</summary>
    public static bool IsJoined(Rune before, Rune rune) => rune.Value >= 0x300 && (before.Value == Joiner || Of(rune) == 0);

    private static bool IsHidden(Rune rune) => rune.Value is >= 0x7f and < 0xa0
        || (rune.Value != Joiner && rune.Value >= 0xa0 && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
