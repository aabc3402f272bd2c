using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Filters;

/// <summary>A row that a filter made: its columns are keys that were asked for. It still names the element that it was made of.</summary>
/// <param name="layout">Names and widths of the columns.</param>
/// <param name="values">One a column.</param>
/// <param name="item">The element; null for a row about none.</param>
internal sealed class SelectedEvent(SelectedLayout layout, FilterValue[] values, Item? item) : OutputEvent
{
    public override Item? Item => item;

    public override bool IsRow => true;

    public override IReadOnlyList<string> ColumnNames(Run run) => layout.Names;

    public override string? TableHeading => layout.Heading;

    public override bool TryCell(Run run, string column, out Cell cell)
    {
        int index = Array.IndexOf(layout.Names, column);
        cell = index < 0 ? default : values[index].ToCell(layout.Symbols);
        return index >= 0;
    }

    public override void WriteText(Run run, MdbWriter writer)
    {
        for (int i = 0; i < values.Length; i++)
        {
            bool last = i == values.Length - 1;
            writer.Write(layout.Text(values[i], i, run.Session.Radix).PadRight(last ? 0 : layout.Widths[i]) + (last ? "\n" : " "));
        }
    }

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        for (int i = 0; i < values.Length; i++)
        {
            json.WritePropertyName(layout.Names[i]);
            values[i].ToCell(layout.Symbols).WriteJson(layout.Symbols, json);
        }

        if (item is { } of)
        {
            Add("addr", JsonText.Hex(of.Bits));
            if (of.Type is { } type)
            {
                Add("type", type.Name);
            }
        }

        json.WriteEndObject();
        return true;

        void Add(string name, string text)
        {
            if (!layout.Names.Contains(name))
            {
                json.WriteString(name, text);
            }
        }
    }
}
