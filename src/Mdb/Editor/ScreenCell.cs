using System.Text;
using Commands.Output;

namespace Mdb.Editor;

/// <summary>What stands together in one place of a line: a character with the marks drawn over it, or emoji joined into one.</summary>
/// <param name="Text">As sent to the terminal.</param>
/// <param name="Width">Columns: 1 or 2.</param>
/// <param name="Style">Its colour.</param>
internal readonly record struct ScreenCell(string Text, int Width, TextStyle Style)
{
    /// <summary>Takes a text apart and adds its cells.</summary>
    /// <param name="cells">What they are added to.</param>
    /// <param name="text">The text.</param>
    /// <param name="styles">A style for each UTF-16 unit; shorter or empty where the rest is plain.</param>
    public static void Add(List<ScreenCell> cells, string text, ReadOnlySpan<TextStyle> styles)
    {
        int at = 0;
        int first = cells.Count;
        Rune before = default;
        foreach (Rune rune in text.EnumerateRunes())
        {
            int width = CharacterWidth.Of(rune);
            if (cells.Count > first && CharacterWidth.IsJoined(before, rune))
            {
                cells[^1] = cells[^1] with { Text = cells[^1].Text + CharacterWidth.Show(rune) };
            }
            else
            {
                // A mark with nothing before it is given a blank to stand on.
                string shown = (width == 0 ? " " : "") + CharacterWidth.Show(rune);
                cells.Add(new ScreenCell(shown, Math.Max(width, 1), at < styles.Length ? styles[at] : TextStyle.Plain));
            }

            before = rune;
            at += rune.Utf16SequenceLength;
        }
    }
}
