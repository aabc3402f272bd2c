using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Credentials;

/// <summary>Supplementary groups of a credential (<c>credgrp_t</c>).</summary>
internal sealed class CredGroupsEvent(ulong address, ulong references, IReadOnlyList<uint> groups, bool verbose) : OutputEvent
{
    private const int Indent = 4;

    public override Item? Item => new Item(address);

    public override void WriteText(Run run, MdbWriter writer)
    {
        if (verbose)
        {
            writer.Printf("crg_ref = 0x%x\ncrg_ngroups = 0x%x\n", references, (ulong)groups.Count);
        }

        // The groups stand on one line, broken where the page ends.
        bool wraps = writer.Autowrap;
        writer.Printf("crg_groups = [\n");
        writer.Autowrap = true;
        writer.Margin += Indent;
        foreach (uint group in groups)
        {
            writer.Printf("\t%u,", group);
        }

        writer.NewLine();
        writer.Margin -= Indent;
        writer.Autowrap = wraps;
        writer.Printf("]\n");
    }

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("addr"u8, JsonText.Hex(address));
        json.WriteNumber("refs"u8, references);
        json.WriteNumber("ngroups"u8, groups.Count);
        json.WriteStartArray("groups"u8);
        foreach (uint group in groups)
        {
            json.WriteNumberValue(group);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return true;
    }
}
