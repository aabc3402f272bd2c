using System.Buffers;
using System.Text.Json;
using Commands.Pipeline;

namespace Commands.Triage;

/// <summary>Keeps the rows that a command yields as the objects that <c>--json</c> would show.</summary>
internal sealed class RowCollector(Session session, int most) : Pipeline.Output
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private Utf8JsonWriter? _json;

    public List<JsonElement> Rows { get; } = [];

    public override bool IsFull => Rows.Count >= most;

    public override bool Emit(OutputEvent output)
    {
        if (IsFull || session.Running is not { } run)
        {
            return false;
        }

        _bytes.ResetWrittenCount();
        _json ??= new Utf8JsonWriter(_bytes);
        _json.Reset(_bytes);
        if (output.WriteJson(run, _json))
        {
            _json.Flush();
            using JsonDocument document = JsonDocument.Parse(_bytes.WrittenMemory);
            Rows.Add(document.RootElement.Clone());
        }

        return !IsFull && !run.ShouldStop;
    }
}
