using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Streams;

/// <summary>A STREAMS object as a row, with its flags drawn below it on demand.</summary>
internal sealed class FlaggedRowEvent(Table<Value> table, Value row, IReadOnlyList<FlagDrawing> drawings, bool verbose) : OutputEvent
{
    public override Item? Item => new Item(row.Address, row.Type);

    public override IReadOnlyList<string> ColumnNames => table.Names;

    public override string? TableHeading => table.Header;

    public override bool TryCell(string column, out Cell cell) => table.TryCell(row, column, out cell);

    public override void WriteText(Run run, MdbWriter writer)
    {
        table.WriteRow(row, writer);
        bool follows = false;
        foreach (FlagDrawing drawing in verbose ? drawings : [])
        {
            follows |= drawing.Write(writer, follows);
        }
    }

    public override void WritePipeText(Run run, MdbWriter writer) => writer.Printf("%0?p\n", row.Address);

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        table.WriteCells(row, run, json);
        foreach (FlagDrawing drawing in drawings)
        {
            drawing.WriteJson(json);
        }

        json.WriteEndObject();
        return true;
    }
}
