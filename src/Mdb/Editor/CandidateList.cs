using System.Text;
using Commands.Output;

namespace Mdb.Editor;

/// <summary>How the candidates of a completion are listed: a line about each while they fit on the screen, or else in columns.</summary>
internal static class CandidateList
{
    private const int Gap = 2;
    private const int Most = 1000;

    /// <param name="candidates">More than one.</param>
    /// <param name="columns">Width of the terminal.</param>
    /// <param name="rows">Its height.</param>
    /// <param name="hasColor">Whether what is said about a word is set off from it.</param>
    /// <returns>Lines, each no wider than the terminal.</returns>
    public static IReadOnlyList<string> Lines(Candidates candidates, int columns, int rows, bool hasColor)
    {
        IReadOnlyList<string> words = candidates.Words;
        bool fits = words.Count <= Math.Max(rows - 2, 3);
        if (fits && candidates.Describe is { } describe)
        {
            string?[] about = [.. words.Select(describe)];
            if (about.Any(text => !string.IsNullOrEmpty(text)))
            {
                return Described(words, about, columns, hasColor);
            }
        }

        return InColumns(words, columns);
    }

    private static List<string> Described(IReadOnlyList<string> words, string?[] about, int columns, bool hasColor)
    {
        int width = Math.Min(words.Max(Width), columns / 2);
        var lines = new List<string>();
        for (int i = 0; i < words.Count; i++)
        {
            string word = Cut(words[i], columns - 1);
            string text = Cut(about[i] ?? "", columns - 1 - Math.Max(width, Width(word)) - Gap);
            string pad = text.Length == 0 ? "" : new string(' ', Math.Max(width - Width(word), 0) + Gap);
            lines.Add(word + pad + (hasColor && text.Length > 0 ? Palette.Of(TextStyle.Comment) + text + Palette.Reset : text));
        }

        return lines;
    }

    /// <summary>Sorted downwards, as ls(1) does.</summary>
    private static List<string> InColumns(IReadOnlyList<string> words, int columns)
    {
        int shown = Math.Min(words.Count, Most);
        int width = words.Take(shown).Max(Width) + Gap;
        int across = Math.Max((columns + Gap - 1) / width, 1);
        int down = (shown + across - 1) / across;
        var lines = new List<string>();
        for (int row = 0; row < down; row++)
        {
            var line = new StringBuilder();
            for (int i = row; i < shown; i += down)
            {
                string word = Cut(words[i], columns - 1);
                line.Append(word).Append(' ', i + down < shown ? Math.Max(width - Width(word), 1) : 0);
            }

            lines.Add(line.ToString());
        }

        if (shown < words.Count)
        {
            lines.Add($"... and {words.Count - shown} more");
        }

        return lines;
    }

    private static int Width(string text) => text.EnumerateRunes().Sum(CharacterWidth.Of);

    /// <summary>As much as fits, control characters made visible.</summary>
    private static string Cut(string text, int columns)
    {
        var shown = new StringBuilder();
        int width = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += CharacterWidth.Of(rune);
            if (width > columns)
            {
                break;
            }

            shown.Append(CharacterWidth.Show(rune));
        }

        return shown.ToString();
    }
}
