using System.Text;
using System.Text.Json;
using Commands.Dcmds.Core;
using Commands.Dcmds.Filters;
using Commands.Output;
using Commands.Pipeline;
using Commands.Pipeline.Formats;
using Commands.Pipeline.Printing;

namespace Commands.Tests.Dcmds;

/// <summary>Every example of every command on every sample, in all three forms at once: the forms say the same.</summary>
public class FormAgreementTests
{
    [Theory]
    [MemberData(nameof(ExampleTests.Examples), MemberType = typeof(ExampleTests))]
    public void Text_JSON_and_CSV_have_the_same_rows(string dump, string example)
    {
        var session = new Session(SampleDumps.Open(dump), new SessionStreams(Stream.Null, Stream.Null, Stream.Null), new SessionOptions());
        using var rows = new AllForms(session);
        session.Evaluate(example, 0, rows);
        Assert.Empty(rows.Wrong.Take(3));
    }

    /// <summary>Renders each event in every form and holds them side by side.</summary>
    private sealed class AllForms(Session session) : global::Commands.Pipeline.Output, IDisposable
    {
        private readonly Run _run = new(session, CancellationToken.None);
        private readonly Form _text = new(session, OutputForm.Text);
        private readonly Form _json = new(session, OutputForm.Json);
        private readonly Form _csv = new(session, OutputForm.Csv);

        public List<string> Wrong { get; } = [];

        public override bool Emit(OutputEvent output)
        {
            string text = _text.Write(_run, output);
            string json = _json.Write(_run, output);
            string csv = _csv.Write(_run, output);
            string fault = Fault(output, text, json, csv);
            if (fault.Length > 0)
            {
                Wrong.Add($"{fault}\n{text}{json}{csv}");
            }

            return Wrong.Count < 10;
        }

        public override void EndCommand() => _csv.EndCommand();

        public void Dispose()
        {
            _text.Dispose();
            _json.Dispose();
            _csv.Dispose();
        }

        private string Fault(OutputEvent output, string text, string json, string csv)
        {
            if (json.Length == 0)
            {
                return csv.Length > 0 ? "CSV of what is no object" : output.Item is not null ? "an item without an object" : "";
            }

            if (text.Length == 0 && output.IsRow)
            {
                return "a row without a text";
            }

            if (json.TrimEnd('\n').Any(char.IsControl) || csv.Replace("\n", "", StringComparison.Ordinal).Any(char.IsControl))
            {
                return "a raw control byte";
            }

            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement row = document.RootElement;
            if (Columns(output, row) is { Length: > 0 } columns)
            {
                return columns;
            }

            string[] fields = Csv.Fields(csv.TrimEnd('\n').Split('\n')[^1]);
            string[] heading = Csv.Fields(_csv.Heading);
            if (fields.Length != heading.Length)
            {
                return "a line of CSV that does not fit its heading";
            }

            foreach ((string name, string field) in heading.Zip(fields))
            {
                if (row.TryGetProperty(name, out JsonElement value) && Scalar(value) is { } scalar && scalar != field)
                {
                    return $"{name} is {field} in CSV and {scalar} in JSON";
                }
            }

            return "";
        }

        /// <summary>What filters see is what JSON says, under the same names.</summary>
        private string Columns(OutputEvent output, JsonElement row)
        {
            // What shows memory or the elements of a group has members, not columns; an element alone has its address and its type.
            bool hasMembers = output is PrintEvent or PrintfEvent or FormatEvent or GroupEvent or PassedEvent;
            if (!output.IsRow && !hasMembers && row.EnumerateObject().Any(member => member.Name is not ("addr" or "type")))
            {
                return $"{output.GetType().Name} says facts that filters cannot ask for";
            }

            foreach (string name in output.ColumnNames(_run))
            {
                if (!output.TryCell(_run, name, out Cell cell))
                {
                    return $"{name} is a column without a cell";
                }

                if (Find(row, name) is not { } value)
                {
                    return $"{name} is a column and not in JSON";
                }

                string seen = value.ValueKind == JsonValueKind.Array ? cell.String ?? "" : Json(cell);
                string said = value.GetRawText();
                if (seen != said)
                {
                    return $"{name} is {seen} for filters and {said} in JSON";
                }
            }

            string[] unseen = output is FactEvent
                ? [.. row.EnumerateObject().Select(member => member.Name).Where(name => !output.ColumnNames(_run).Any(c => c == name || c.StartsWith(name + ".", StringComparison.Ordinal)))]
                : [];
            return unseen.Length > 0 ? $"not for filters: {string.Join(' ', unseen)}" : "";
        }

        private static JsonElement? Find(JsonElement row, string name)
        {
            if (row.TryGetProperty(name, out JsonElement value))
            {
                return value;
            }

            int dot = name.IndexOf('.', StringComparison.Ordinal);
            return dot > 0 && row.TryGetProperty(name[..dot], out JsonElement inner) && inner.ValueKind == JsonValueKind.Object
                ? Find(inner, name[(dot + 1)..])
                : null;
        }

        private string Json(in Cell cell)
        {
            using var stream = new MemoryStream();
            using (var json = new Utf8JsonWriter(stream, JsonLines.Options))
            {
                cell.WriteJson(session, json);
            }

            return Encoding.UTF8.GetString(stream.ToArray());
        }

        /// <summary>What CSV shows for a value; null for what it takes apart or escapes.</summary>
        private static string? Scalar(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.Null => "",
            JsonValueKind.String => value.GetString() is { } text && !text.Any(char.IsControl) ? text : null,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => null,
        };
    }

    /// <summary>One form and what it wrote.</summary>
    private sealed class Form : IDisposable
    {
        private readonly MemoryStream _stream = new();
        private readonly Rendering _rendering;

        public Form(Session session, OutputForm form) => _rendering = Rendering.Create(form, session.NewWriter(_stream));

        /// <summary>The heading of the table being written.</summary>
        public string Heading { get; private set; } = "";

        public string Write(Run run, OutputEvent output)
        {
            _stream.SetLength(0);
            _rendering.Write(run, output);
            _rendering.Writer.Flush();
            string text = Encoding.UTF8.GetString(_stream.ToArray());
            string[] lines = text.TrimStart('\n').TrimEnd('\n').Split('\n');
            Heading = lines.Length > 1 ? lines[0] : Heading;
            return text;
        }

        public void EndCommand() => _rendering.EndCommand();

        public void Dispose()
        {
            _rendering.Writer.Dispose();
            _rendering.Dispose();
            _stream.Dispose();
        }
    }
}
