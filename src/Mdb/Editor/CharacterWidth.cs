using System.Globalization;
using System.Text;

namespace Mdb.Editor;

/// <summary>Columns that a character takes on a terminal.</summary>
internal static class CharacterWidth
{
    /// <summary>How a character is shown: itself, or a control character as <c>^X</c>.</summary>
    public static string Show(Rune rune) =>
        rune.Value < 0x20 ? "^" + (char)(rune.Value + '@')
        : rune.Value is >= 0x7f and < 0xa0 ? "?"
        : rune.ToString();

    /// <summary>0 for what is drawn over the character before it, 2 for wide ones.</summary>
    public static int Of(Rune rune)
    {
        int value = rune.Value;
        if (value < 0x20)
        {
            return 2;
        }

        if (value < 0x300)
        {
            return 1;
        }

        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
        {
            return 0;
        }

        bool wide = value is (>= 0x1100 and <= 0x115f) or (>= 0x2e80 and <= 0xa4cf) or (>= 0xac00 and <= 0xd7a3)
            or (>= 0xf900 and <= 0xfaff) or (>= 0xfe30 and <= 0xfe6f) or (>= 0xff00 and <= 0xff60) or (>= 0xffe0 and <= 0xffe6)
            or (>= 0x1f300 and <= 0x1faff) or (>= 0x20000 and <= 0x3fffd);
        return wide ? 2 : 1;
    }
}
