using System.Globalization;
using System.Text.RegularExpressions;

namespace Conformance.Agreement;

/// <summary>The numbers and names of a text, and which of them a set of JSON objects lacks.</summary>
internal static partial class TextFacts
{
    /// <summary>Facts of the text that are in no cell.</summary>
    /// <param name="text">What a person sees.</param>
    /// <param name="facts">What a program gets.</param>
    /// <param name="isLabel">Which words of the layout are no facts.</param>
    public static IEnumerable<string> Missing(string text, JsonFacts facts, Func<string, bool> isLabel)
    {
        foreach (string phrase in facts.Phrases.Where(phrase => phrase.Length > 0))
        {
            text = text.Replace(phrase, " ", StringComparison.Ordinal);
        }

        text = Character().Replace(text, " ");
        text = Date().Replace(text, match => Seconds(match.Value));
        foreach (Match chunk in Chunk().Matches(text))
        {
            // A path may begin with punctuation, and a column may cut it.
            if (facts.SaysName(chunk.Value.TrimEnd('.')))
            {
                continue;
            }

            foreach (string missing in MissingOf(chunk.Value.Trim(Punctuation), facts, isLabel))
            {
                yield return missing;
            }
        }
    }

    private static readonly char[] Punctuation = [.. "()[]{}<>,:;'\"=|*&%!?.-+#/^`\\~@$"];

    private static readonly char[] Separators = [.. Punctuation.Where(c => c != '.')];

    /// <summary>A chunk that is neither a fact as a whole nor a label is taken apart: at its punctuation, then at its dots.</summary>
    private static IEnumerable<string> MissingOf(string chunk, JsonFacts facts, Func<string, bool> isLabel)
    {
        if (chunk.Length == 0 || facts.SaysName(chunk) || facts.SaysNumber(chunk) || isLabel(chunk))
        {
            return [];
        }

        // A time in seconds is a number of nanoseconds in JSON, and JSON leaves out zeros behind the point.
        if (Fraction().IsMatch(chunk) && (facts.SaysNumber(chunk.Replace(".", "", StringComparison.Ordinal).TrimStart('0').PadLeft(1, '0'))
            || facts.SaysName(chunk.TrimEnd('0').TrimEnd('.')) || facts.SaysNumber(chunk.TrimEnd('0').TrimEnd('.'))))
        {
            return [];
        }

        // An address and its port.
        if (chunk.LastIndexOf('.') is var port and > 0 && facts.SaysName(chunk[..port]) && facts.SaysNumber(chunk[(port + 1)..]))
        {
            return [];
        }

        string[] parts = chunk.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        parts = parts.Length == 1 ? chunk.Split('.') : parts;
        return parts.Length == 1 ? [chunk] : parts.SelectMany(part => MissingOf(part.Trim(Punctuation), facts, isLabel));
    }

    /// <summary>The number that a date is; nothing for one before the year 0, of which the layout shows no full year.</summary>
    private static string Seconds(string date)
    {
        if (date.StartsWith('-'))
        {
            return "";
        }

        string[] parts = date.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var time = DateTime.ParseExact($"{int.Parse(parts[0]):d4} {parts[1]} {parts[2]} {parts[3]}", "yyyy MMM d HH:mm:ss", CultureInfo.InvariantCulture);
        return new DateTimeOffset(time, TimeSpan.Zero).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"-?\d+ [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d")]
    private static partial Regex Date();

    /// <summary>An array of characters one by one is one text in JSON.</summary>
    [GeneratedRegex(@"'(.|\\.|\\\d{3})'")]
    private static partial Regex Character();

    [GeneratedRegex(@"^\d+\.\d+$")]
    private static partial Regex Fraction();

    [GeneratedRegex(@"\S+")]
    private static partial Regex Chunk();
}
