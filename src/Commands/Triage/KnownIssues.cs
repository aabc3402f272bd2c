using System.Text.Json;
using System.Text.RegularExpressions;

namespace Commands.Triage;

/// <summary>
/// Rules that say which issue a panic is: <c>{"rules":[{"issue":"...","signature":"..."},{"issue":"...","panicstr":"regex","frame":"zfs`zio_wait"}]}</c>.
/// A rule holds where each of its conditions does; the first that holds counts. They can look and compare, nothing else.
/// </summary>
internal sealed class KnownIssues
{
    private const int MostRules = 100_000;

    private readonly List<Rule> _rules;

    private KnownIssues(List<Rule> rules) => _rules = rules;

    public static KnownIssues None { get; } = new([]);

    /// <param name="json">The file.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="InvalidDataException">Says which rule is wrong, and why.</exception>
    public static KnownIssues Read(byte[] json, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.Get("rules") is not { ValueKind: JsonValueKind.Array } rules || rules.GetArrayLength() > MostRules)
            {
                throw new InvalidDataException($"{name}: expected an object with an array \"rules\" of at most {MostRules}");
            }

            return new KnownIssues([.. rules.EnumerateArray().Select((rule, i) => Rule.Of(rule, $"{name}: rule {i + 1}"))]);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{name}: line {e.LineNumber + 1}: not JSON", e);
        }
    }

    /// <summary>What is known of a panic; null where no rule holds.</summary>
    public string? Of(TriageRecord record) => _rules.Find(rule => rule.Holds(record))?.Issue;

    private sealed record Rule(string Issue, string? Signature, Regex? Message, string? Frame, string? Module)
    {
        private static readonly string[] _keys = ["issue", "signature", "panicstr", "frame", "module"];

        public static Rule Of(JsonElement rule, string where)
        {
            if (rule.ValueKind != JsonValueKind.Object || rule.Text("issue") is not { } issue)
            {
                throw new InvalidDataException($"{where}: expected an object with a text \"issue\"");
            }

            foreach (JsonProperty property in rule.EnumerateObject())
            {
                if (!_keys.Contains(property.Name) || property.Value.ValueKind != JsonValueKind.String)
                {
                    throw new InvalidDataException($"{where}: \"{property.Name}\" is none of the texts {string.Join(", ", _keys)}");
                }
            }

            var made = new Rule(issue, rule.Text("signature"), Pattern(rule.Text("panicstr"), where), rule.Text("frame"), rule.Text("module"));
            return made is { Signature: null, Message: null, Frame: null, Module: null }
                ? throw new InvalidDataException($"{where}: without a condition it would hold for everything")
                : made;
        }

        public bool Holds(TriageRecord record) =>
            (Signature is null || record.Signature?.Stable == Signature)
            && (Message is null || (record.Panicstr is { } message && Message.IsMatch(message)))
            && (Frame is null || record.Panicstack.Any(f => f == Frame || f.StartsWith(Frame + "+", StringComparison.Ordinal)))
            && (Module is null || record.Panicstack.Any(f => f.StartsWith(Module + "`", StringComparison.Ordinal)));

        /// <summary>Takes time in proportion to the text, whatever the pattern.</summary>
        private static Regex? Pattern(string? text, string where)
        {
            try
            {
                return text is null ? null : new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            }
            catch (Exception e) when (e is ArgumentException or NotSupportedException)
            {
                throw new InvalidDataException($"{where}: \"panicstr\" is no regular expression that can be used here", e);
            }
        }
    }
}
