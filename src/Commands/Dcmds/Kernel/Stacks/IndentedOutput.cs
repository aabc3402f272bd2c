using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Kernel;

/// <summary>Moves the text of what goes through it to the right.</summary>
internal sealed class IndentedOutput(Pipeline.Output to, int columns) : Pipeline.Output
{
    public override bool IsPipe => to.IsPipe;

    public override bool IsFull => to.IsFull;

    public override bool Emit(OutputEvent output) => to.Emit(columns == 0 ? output : new IndentedEvent(output, columns));

    public override void EndCommand() => to.EndCommand();

    public override void DiscardLine() => to.DiscardLine();

    private sealed class IndentedEvent(OutputEvent inner, int columns) : OutputEvent
    {
        public override Item? Item => inner.Item;

        public override bool IsRow => inner.IsRow;

        public override IReadOnlyList<string> ColumnNames(Run run) => inner.ColumnNames(run);

        public override string? TableHeading => inner.TableHeading;

        public override bool TryCell(Run run, string column, out Cell cell) => inner.TryCell(run, column, out cell);

        public override OutputEvent Keep() => inner.Keep() is var kept && ReferenceEquals(kept, inner) ? this : new IndentedEvent(kept, columns);

        public override void WriteText(Run run, MdbWriter writer)
        {
            writer.Margin += columns;
            inner.WriteText(run, writer);
            writer.Margin -= columns;
        }

        public override void WritePipeText(Run run, MdbWriter writer) => inner.WritePipeText(run, writer);

        public override bool WriteJson(Run run, Utf8JsonWriter json) => inner.WriteJson(run, json);
    }
}
