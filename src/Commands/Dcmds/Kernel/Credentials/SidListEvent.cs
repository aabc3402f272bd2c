using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Credentials;

/// <summary>A list of security identifiers (<c>ksidlist_t</c>).</summary>
internal sealed class SidListEvent(Value list, IReadOnlyList<string> sids, bool verbose) : OutputEvent
{
    private const int Indent = 4;

    public override Item? Item => new Item(list.Address, list.Type);

    public override void WriteText(Run run, MdbWriter writer)
    {
        if (verbose)
        {
            writer.Printf("ksl_ref = 0x%x\n", list.Number("ksl_ref"));
            writer.Printf("ksl_nsid = 0x%x\n", list.Number("ksl_nsid"));
            writer.Printf("ksl_neid = 0x%x\n", list.Number("ksl_neid"));
        }

        writer.Printf("ksl_sids = [\n");
        writer.Margin += Indent;
        foreach (string sid in sids)
        {
            writer.Printf("%s,\n", sid);
        }

        writer.Margin -= Indent;
        writer.Printf("]\n");
    }

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("addr"u8, JsonText.Hex(list.Address));
        json.WriteNumber("refs"u8, list.Number("ksl_ref"));
        json.WriteNumber("nsid"u8, list.Number("ksl_nsid"));
        json.WriteNumber("neid"u8, list.Number("ksl_neid"));
        json.WriteStartArray("sids"u8);
        foreach (string sid in sids)
        {
            json.WriteStringValue(sid);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return true;
    }
}
