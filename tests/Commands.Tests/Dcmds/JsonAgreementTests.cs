using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Commands.Output;
using Commands.Pipeline;

namespace Commands.Tests.Dcmds;

/// <summary>Text and JSON are two renderings of one row: what the text says, the object says.</summary>
public partial class JsonAgreementTests
{
    [Theory]
    [MemberData(nameof(ExampleTests.Examples), MemberType = typeof(ExampleTests))]
    public void Every_number_and_name_of_a_text_row_is_in_its_object(string dump, string example)
    {
        var streams = new SessionStreams(Stream.Null, Stream.Null, Stream.Null);
        var session = new Session(SampleDumps.Open(dump), streams, new SessionOptions());
        var rows = new RowCollector(session);
        session.Evaluate(example, 0, rows);
        Assert.Empty(rows.Missing.Take(3));
    }

    private sealed class RowCollector(Session session) : global::Commands.Pipeline.Output
    {
        private readonly Run _run = new(session, CancellationToken.None);

        public List<string> Missing { get; } = [];

        public override bool Emit(OutputEvent output)
        {
            if (output.GetType().Name.StartsWith("RowEvent", StringComparison.Ordinal))
            {
                string text = Labels().Replace(Text(output), "");
                HashSet<string> known = Known(output);
                Missing.AddRange(Word().Matches(text).Select(m => m.Value).Where(IsFact).Where(w => !Says(known, w)).Select(w => $"{w} of: {text}"));
            }

            return Missing.Count < 10;
        }

        private string Text(OutputEvent output)
        {
            using var stream = new MemoryStream();
            using (MdbWriter writer = session.NewWriter(stream))
            {
                output.WriteText(_run, writer);
                writer.Flush();
            }

            return Encoding.Latin1.GetString(stream.ToArray());
        }

        private HashSet<string> Known(OutputEvent output)
        {
            using var stream = new MemoryStream();
            using (var json = new Utf8JsonWriter(stream))
            {
                Assert.True(output.WriteJson(_run, json));
            }

            using JsonDocument document = JsonDocument.Parse(stream.ToArray());
            var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            Leaves(document.RootElement, known);
            return known;
        }

        private static void Leaves(JsonElement element, HashSet<string> known)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (JsonProperty property in element.EnumerateObject())
                    {
                        Leaves(property.Value, known);
                    }

                    break;
                case JsonValueKind.Array:
                    foreach (JsonElement item in element.EnumerateArray())
                    {
                        Leaves(item, known);
                    }

                    break;
                case JsonValueKind.Number:
                    known.Add(element.TryGetUInt64(out ulong number) ? Hex(number) : Hex(unchecked((ulong)element.GetInt64())));
                    known.Add(element.TryGetInt64(out long signed) ? Hex((ulong)Math.Abs(signed)) : "");
                    break;
                case JsonValueKind.String:
                    known.UnionWith(Word().Matches(element.GetString()!).Select(m => m.Value));
                    break;
            }
        }

        /// <summary>Numbers, and names that no heading or label of ours contains.</summary>
        private static bool IsFact(string word) => word.Any(char.IsAsciiDigit) || word.Contains('_', StringComparison.Ordinal);

        private static bool Says(HashSet<string> known, string word)
        {
            // A column may be too narrow for a name.
            if (known.Contains(word) || (word.Length > 8 && known.Any(k => k.StartsWith(word, StringComparison.Ordinal))))
            {
                return true;
            }

            string digits = word.StartsWith("0x", StringComparison.Ordinal) ? word[2..] : word;
            bool hex = ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value);
            return (hex && (known.Contains(Hex(value)) || known.Contains("0x" + Hex(value)) || Truncated(known, value)))
                || (ulong.TryParse(word, out ulong plain) && (known.Contains(Hex(plain)) || known.Contains(word)));
        }

        /// <summary>A 32-bit field of a negative number.</summary>
        private static bool Truncated(HashSet<string> known, ulong value) => value >> 32 == 0 && known.Contains(Hex(value | 0xffffffff00000000));

        private static string Hex(ulong value) => value.ToString("x", CultureInfo.InvariantCulture);
    }

    /// <summary>Parts of the fixed text of a line that look like facts.</summary>
    [GeneratedRegex(@"\(64-bit\)|architecture: amd64|^  \[1\] |^\s+p_(flag|pidflag|proc_flag):", RegexOptions.Multiline)]
    private static partial Regex Labels();

    [GeneratedRegex("[A-Za-z0-9_.]+")]
    private static partial Regex Word();
}
