using System.Text.RegularExpressions;

namespace Conformance.Agreement;

/// <summary>Words of a layout that are no facts: headings, what labels.txt lists for a command, and words for a truth.</summary>
internal static partial class Labels
{
    private static readonly HashSet<string> Truths = new(StringComparer.Ordinal) { "yes", "no", "true", "false", "1", "0" };

    private static readonly Lazy<ILookup<string, string>> Words = new(() => File
        .ReadLines(Path.Combine(RepositoryPaths.Folder, "Agreement", "labels.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .SelectMany(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => (Command: line[..line.IndexOf(':', StringComparison.Ordinal)], word)))
        .ToLookup(pair => pair.Command, pair => pair.word, StringComparer.Ordinal));

    public static bool IsTruth(string word) => Truths.Contains(word);

    /// <summary>A word of a heading or a sentence between rows: what has neither digit nor underscore, or nothing but capitals.</summary>
    public static bool IsProse(string word) => Prose().IsMatch(word);

    public static bool Contains(string command, string word) => Words.Value[command].Contains(word);

    [GeneratedRegex("^([A-Z_]+|[A-Za-z]+)$")]
    private static partial Regex Prose();
}
