using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Commands.Output;
using Commands.Pipeline;

namespace Conformance.Agreement;

/// <summary>Renders every event of a statement both ways and notes what the text says and the object does not.</summary>
internal sealed partial class AgreementSink(Session session, string command) : Commands.Pipeline.Output
{
    private const int Enough = 10;

    private readonly Run _run = new(session, CancellationToken.None);
    private readonly StringBuilder _layout = new();
    private readonly JsonFacts _all = new(isMemory: command == "print");
    private readonly List<string> _missing = [];

    public override bool Emit(OutputEvent output)
    {
        string text = Text(output);
        if (Object(output) is not { } json)
        {
            _layout.Append(text);
            return true;
        }

        var facts = new JsonFacts(isMemory: command == "print");
        facts.Add(json);
        _all.Add(facts);
        _missing.AddRange(TextFacts.Missing(text, facts, word => Labels.Contains(command, word) || (facts.HasTruth && Labels.IsTruth(word))).Select(fact => $"{fact} of: {text}"));
        _missing.AddRange(facts.Preformatted.Select(cell => $"preformatted: {cell}"));
        return _missing.Count < Enough;
    }

    /// <summary>What is missing, with what stands between the rows.</summary>
    public IReadOnlyList<string> Finish() =>
        [.. _missing, .. TextFacts.Missing(Progress().Replace(_layout.ToString(), ""), _all, word => Labels.Contains(command, word) || Labels.IsProse(word))
            .Select(fact => $"{fact} of layout: {_layout}")];

    private string Text(OutputEvent output)
    {
        using var stream = new MemoryStream();
        using (MdbWriter writer = session.NewWriter(stream))
        {
            writer.NumberBase = session.Radix;
            output.WriteText(_run, writer);
            writer.Flush();
        }

        return JsonText.Of(stream.ToArray());
    }

    private JsonElement? Object(OutputEvent output)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            if (!output.WriteJson(_run, json))
            {
                return null;
            }
        }

        return JsonDocument.Parse(stream.ToArray()).RootElement;
    }

    /// <summary>What a search says of itself on its way.</summary>
    [GeneratedRegex(@"^Searching .*\n", RegexOptions.Multiline)]
    private static partial Regex Progress();
}
