using System.Buffers;
using System.Text.Json;
using Commands.Language;
using Commands.Output;
using DumpReader.Problems;

namespace Commands.Pipeline;

/// <summary>Shows events as JSON, one object a line; layout is not shown. One for a session, so that its buffers are reused.</summary>
internal sealed class JsonLines(MdbWriter writer) : Rendering(writer)
{
    /// <summary>Symbols with offsets and modules stay readable; what JSON itself demands is escaped.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = SafeJsonEncoder.Instance };

    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Queue<Problem> _met = new();
    private Utf8JsonWriter? _json;
    private bool _isWriting;

    public override OutputForm Form => OutputForm.Json;

    public override void Write(Run run, OutputEvent output)
    {
        Utf8JsonWriter json = Start();
        _isWriting = true;
        try
        {
            if (output.WriteJson(run, json))
            {
                End(json);
            }
        }
        finally
        {
            _isWriting = false;
        }

        while (_met.TryDequeue(out Problem problem))
        {
            Write(problem);
        }
    }

    /// <summary>A problem; one met while an object is being written comes behind that object.</summary>
    public override void Write(Problem problem)
    {
        if (_isWriting)
        {
            _met.Enqueue(problem);
            return;
        }

        Utf8JsonWriter json = Start();
        json.WriteStartObject();
        json.WriteString("problem", problem.Code);
        json.WriteString("message", problem.Message);
        if (problem.Address is { } address)
        {
            json.WriteString("addr", JsonText.Hex(address));
        }

        json.WriteEndObject();
        End(json);
    }

    public override void Write(LanguageFault fault)
    {
        Utf8JsonWriter json = Start();
        json.WriteStartObject();
        json.WriteString("problem", LanguageFault.Code);
        json.WriteString("message", ByteText.ToUnicode(fault.Message));
        json.WriteNumber("column", fault.Column);
        json.WriteEndObject();
        End(json);
    }

    /// <summary>The last object: whether everything asked for was there.</summary>
    public override void WriteEnd(string? reason)
    {
        Utf8JsonWriter json = Start();
        json.WriteStartObject();
        json.WriteString("end", reason is null ? "complete" : "partial");
        if (reason is not null)
        {
            json.WriteString("reason", reason);
        }

        json.WriteEndObject();
        End(json);
    }

    private Utf8JsonWriter Start()
    {
        _line.ResetWrittenCount();
        _json ??= new Utf8JsonWriter(_line, Options);
        _json.Reset(_line);
        return _json;
    }

    private void End(Utf8JsonWriter json)
    {
        json.Flush();
        Writer.WriteBytes(_line.WrittenSpan);
        Writer.NewLine();
    }

    protected override void Dispose(bool disposing)
    {
        _json?.Dispose();
        base.Dispose(disposing);
    }
}
