using System.Buffers;
using System.Text;
using System.Text.Json;
using Commands.Language;
using Commands.Output;

namespace Commands.Pipeline;

/// <summary>
/// Shows events as comma-separated values (RFC 4180, but lines end with a newline alone). The fields are those of the JSON object, so
/// that the two forms cannot disagree: members of an inner object become fields <c>outer.inner</c>, a pointer is its symbol or else its
/// address, a list is its JSON text. Each table begins with its heading; an empty line stands between two.
/// </summary>
internal sealed class CsvLines(MdbWriter writer) : Rendering(writer)
{
    private readonly ArrayBufferWriter<byte> _object = new();
    private readonly List<(string Name, string Value)> _fields = [];
    private string[]? _heading;
    private bool _hasTable;
    private Utf8JsonWriter? _json;

    public override OutputForm Form => OutputForm.Csv;

    public override void Write(Run run, OutputEvent output)
    {
        _object.ResetWrittenCount();
        _json ??= new Utf8JsonWriter(_object, JsonLines.Options);
        _json.Reset(_object);
        if (!output.WriteJson(run, _json))
        {
            return;
        }

        _json.Flush();
        _fields.Clear();
        using (JsonDocument document = JsonDocument.Parse(_object.WrittenMemory))
        {
            Flatten("", document.RootElement);
        }

        WriteRow();
    }

    /// <summary>The next command has a table of its own.</summary>
    public override void EndCommand() => _heading = null;

    protected override void Dispose(bool disposing)
    {
        _json?.Dispose();
        base.Dispose(disposing);
    }

    private void WriteRow()
    {
        bool isSame = _heading is not null && _heading.SequenceEqual(_fields.Select(f => f.Name));
        if (_heading is null || (!isSame && _fields.Exists(f => Array.IndexOf(_heading, f.Name) < 0)))
        {
            if (_hasTable)
            {
                Writer.NewLine();
            }

            _hasTable = true;
            _heading = [.. _fields.Select(f => f.Name)];
            isSame = true;
            WriteLine(_heading);
        }

        // By place where that can be: two columns may have one name.
        WriteLine(isSame ? _fields.Select(f => f.Value) : _heading.Select(name => _fields.Find(f => f.Name == name).Value ?? ""));
    }

    private void WriteLine(IEnumerable<string> fields)
    {
        Writer.WriteBytes(Encoding.UTF8.GetBytes(string.Join(',', fields.Select(Quoted))));
        Writer.NewLine();
    }

    /// <summary>A line of one empty field is quoted, too: an empty line is something else.</summary>
    private string Quoted(string field)
    {
        bool needs = field.AsSpan().IndexOfAny(',', '"') >= 0 || (field.Length == 0 && _heading!.Length == 1)
            || field is [' ', ..] or [.., ' '];
        return needs ? '"' + field.Replace("\"", "\"\"", StringComparison.Ordinal) + '"' : field;
    }

    private void Flatten(string name, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object && !IsPointer(element))
        {
            foreach (JsonProperty property in element.EnumerateObject())
            {
                Flatten(name.Length == 0 ? property.Name : $"{name}.{property.Name}", property.Value);
            }
        }
        else
        {
            _fields.Add((name.Length == 0 ? "value" : name, Text(element)));
        }
    }

    private static bool IsPointer(JsonElement element) =>
        element.TryGetProperty("addr", out _) && element.EnumerateObject().All(p => p.Name is "addr" or "symbol" or "text");

    private static string Text(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Null:
                return "";
            case JsonValueKind.Object:
                bool named = element.TryGetProperty("text", out JsonElement best) || element.TryGetProperty("symbol", out best);
                return Visible((named ? best : element.GetProperty("addr")).GetString()!);
            case JsonValueKind.String:
                return Visible(element.GetString()!);
            default:
                return element.GetRawText();
        }
    }

    /// <summary>Control bytes as C writes them: a field stays on its line, and a terminal is not driven.</summary>
    private static string Visible(string text)
    {
        if (!text.Any(char.IsControl))
        {
            return text;
        }

        var visible = new StringBuilder(text.Length + 8);
        Span<byte> escape = stackalloc byte[4];
        foreach (char c in text)
        {
            if (!char.IsControl(c))
            {
                visible.Append(c);
                continue;
            }

            int length = c < 0x80 ? CEscape.Write((byte)c, escape) : CEscape.Octal((byte)c, escape);
            visible.Append(Encoding.ASCII.GetString(escape[..length]));
        }

        return visible.ToString();
    }
}
