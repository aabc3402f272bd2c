using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Types;

namespace Commands.Dcmds.Core;

/// <summary>What one call of ::printf shows. In JSON the members by their paths; the text between them is layout.</summary>
internal sealed class PrintfEvent(CType type, IReadOnlyList<PrintfPiece> pieces, IReadOnlyList<string> members) : OutputEvent
{
    private readonly List<PrintfValue> _values = [];

    public ulong Address { get; set; }

    /// <summary>One for each conversion, as far as they could be had.</summary>
    public List<PrintfValue> Values => _values;

    public override void WriteText(Run run, MdbWriter writer)
    {
        int next = 0;
        foreach (PrintfPiece piece in pieces)
        {
            if (!piece.IsConversion)
            {
                writer.Write(piece.Text);
            }
            else if (next < _values.Count)
            {
                _values[next++].Write(writer, piece.Spec);
            }
            else
            {
                return;
            }
        }
    }

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("addr", JsonText.Hex(Address));
        json.WriteString("type", type.Name);
        json.WriteStartObject("value");
        int next = 0;
        foreach (PrintfPiece piece in pieces)
        {
            if (piece.IsConversion && next < _values.Count)
            {
                json.WritePropertyName(members[next]);
                _values[next++].WriteJson(run, json, piece.Spec);
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
        return true;
    }
}
