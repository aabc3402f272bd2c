using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Conformance.Agreement;

/// <summary>What JSON objects say: numbers, texts, and the keys, which are labels.</summary>
/// <param name="isMemory">Texts are those of the dump, which may look like anything.</param>
internal sealed partial class JsonFacts(bool isMemory)
{
    private const int ShortestCut = 4;

    private const string Units = "BKMG";

    private static readonly int[] Widths = [8, 16, 32];

    /// <summary>Keys of cells with a text of the dump's own.</summary>
    private static readonly HashSet<string> OwnText = new(StringComparer.Ordinal) { "message", "panic", "value" };

    private readonly HashSet<ulong> _numbers = [];
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _phrases = new(StringComparer.Ordinal);
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly HashSet<string> _keys = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Cells of text with blanks in them, longest first; numbers in our own sentences have to be cells of their own.</summary>
    public IEnumerable<string> Phrases => _phrases.OrderByDescending(text => text.Length);

    /// <summary>Cells that are no single value: columns of a table, or a line laid out beforehand.</summary>
    public List<string> Preformatted { get; } = [];

    /// <summary>Whether a cell is a truth, which the text shows in words of its own.</summary>
    public bool HasTruth { get; private set; }

    public void Add(JsonElement element, string key = "")
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    _keys.Add(property.Name);
                    _keys.UnionWith(property.Name.Split('_'));
                    _keys.UnionWith(property.Name.Split('[', ']'));
                    Add(property.Value, property.Name);
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Add(item, key);
                }

                break;
            case JsonValueKind.Number when element.TryGetUInt64(out ulong number):
                _numbers.Add(number);
                break;
            case JsonValueKind.Number when element.TryGetInt64(out long negative):
                AddNegative(negative);
                break;
            case JsonValueKind.Number:
                _words.Add(element.GetRawText());
                break;
            case JsonValueKind.String:
                AddText(element.GetString()!, key);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                HasTruth = true;
                break;
        }
    }

    public void Add(JsonFacts other)
    {
        _numbers.UnionWith(other._numbers);
        _texts.UnionWith(other._texts);
        _phrases.UnionWith(other._phrases);
        _words.UnionWith(other._words);
        _keys.UnionWith(other._keys);
        HasTruth |= other.HasTruth;
    }

    /// <summary>Whether a number is a cell: of the same value, in the radix that it may be written in.</summary>
    public bool SaysNumber(string text)
    {
        string digits = text.TrimStart('-', '+');
        if (digits.StartsWith("0t", StringComparison.Ordinal) || digits.StartsWith("0i", StringComparison.Ordinal) || digits.StartsWith("0o", StringComparison.Ordinal))
        {
            digits = digits[2..];
        }

        // A column may count in a unit: 12K of 12288 bytes.
        if (digits.Length > 1 && Units.IndexOf(char.ToUpperInvariant(digits[^1]), StringComparison.Ordinal) is var unit and >= 0
            && ulong.TryParse(digits[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out ulong amount)
            && (_numbers.Contains(amount) || _numbers.Any(number => number >> (unit * 10) == amount)))
        {
            return true;
        }

        return _texts.Contains(text) || (TryHex(digits, out ulong hex) && Has(hex))
            || (ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out ulong plain) && Has(plain));
    }

    /// <summary>Whether a name is a cell, part of one, or the key of one; a column may cut it.</summary>
    public bool SaysName(string name) => _texts.Contains(name) || _words.Contains(name) || _keys.Contains(name)
        || (name.Length >= ShortestCut && (_texts.Any(text => text.StartsWith(name, StringComparison.Ordinal))
            || _words.Any(word => word.StartsWith(name, StringComparison.Ordinal))));

    internal static bool TryHex(string text, out ulong value) => ulong.TryParse(
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text.AsSpan(2) : text,
        NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);

    private void AddText(string text, string key)
    {
        _texts.Add(text);
        bool isOfDump = isMemory || OwnText.Contains(key);
        bool isPhrase = text.Contains(' ', StringComparison.Ordinal);
        if (isPhrase && (isOfDump || !Address().IsMatch(text)))
        {
            _phrases.UnionWith(text.Split('\n').Select(line => line.Trim()));
        }

        if (!isOfDump && Columns().IsMatch(text))
        {
            Preformatted.Add(text);
        }

        _words.UnionWith(Word().Matches(text).Select(match => match.Value).Where(word => !isPhrase || !Digits().IsMatch(word)));
        bool negative = text.StartsWith('-');
        if (Number().IsMatch(text) && TryHex(text.TrimStart('-'), out ulong number))
        {
            _numbers.Add(number);
            if (negative)
            {
                AddNegative(unchecked(-(long)number));
            }
        }
    }

    private void AddNegative(long number)
    {
        _numbers.Add(unchecked((ulong)number));
        _numbers.Add((ulong)-number);
    }

    /// <summary>The number itself, or a negative one of a narrow type, which the text shows without its sign.</summary>
    private bool Has(ulong number) => _numbers.Contains(number)
        || Widths.Any(bits => number >> bits == 0 && number >> (bits - 1) == 1 && _numbers.Contains(number | (ulong.MaxValue << bits)));

    [GeneratedRegex(@"^-?0x[0-9a-f]+$")]
    private static partial Regex Number();

    [GeneratedRegex(@"[A-Za-z0-9_.]+")]
    private static partial Regex Word();

    [GeneratedRegex("[0-9a-f]{16}")]
    private static partial Regex Address();

    [GeneratedRegex("^[0-9a-fA-F]*[0-9][0-9a-fA-F]*$")]
    private static partial Regex Digits();

    [GeneratedRegex(@"\S  +\S|\t|\S\n.", RegexOptions.Singleline)]
    private static partial Regex Columns();
}
