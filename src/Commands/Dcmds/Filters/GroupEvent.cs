using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Filters;

/// <summary>The elements of one key, below what the key is.</summary>
internal sealed class GroupEvent(SelectedLayout layout, FilterValue[] values, IReadOnlyList<Item> members) : OutputEvent
{
    private const int Indent = 4;

    public override void WriteText(Run run, MdbWriter writer)
    {
        writer.Write(string.Join(", ", layout.Names.Select((name, i) => $"{name} = {layout.Text(values[i], i, run.Session.Radix)}")));
        writer.Write($" ({members.Count} {(members.Count == 1 ? "element" : "elements")})\n");
        writer.Margin += Indent;
        if (members[0].Source?.TableHeading is { } heading)
        {
            writer.Write(heading + "\n");
        }

        for (int i = 0; i < members.Count && !run.ShouldStop; i++)
        {
            Event(members[i]).WriteText(run, writer);
        }

        writer.EndLine();
        writer.Margin -= Indent;
    }

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("group");
        for (int i = 0; i < values.Length; i++)
        {
            json.WritePropertyName(layout.Names[i]);
            values[i].ToCell(layout.Symbols).WriteJson(layout.Symbols, json);
        }

        json.WriteEndObject();
        json.WriteNumber("count", members.Count);
        json.WriteStartArray("rows");
        for (int i = 0; i < members.Count && !run.ShouldStop; i++)
        {
            Event(members[i]).WriteJson(run, json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return true;
    }

    private static OutputEvent Event(Item member) => member.Source ?? new ValueEvent(member, prefix: true);
}
