using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Streams;

/// <summary>A STREAMS object as a row, with its flags drawn below it on demand.</summary>
internal sealed class FlaggedRowEvent(Table<Value> table, Value row, IReadOnlyList<FlagDrawing> drawings, bool verbose) : FactEvent
{
    public override Item? Item => new Item(row.Address, row.Type);

    public override string? TableHeading => table.Header;

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

    public override void Facts(Run run, FactWriter facts)
    {
        table.WriteCells(row, facts);
        foreach (FlagDrawing drawing in drawings)
        {
            drawing.Facts(facts);
        }
    }
}
