using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Filters;

/// <summary>An event that a filter passes on, with all that is bound to its element.</summary>
internal sealed class PassedEvent(OutputEvent source, Item item) : OutputEvent
{
    public override Item? Item => source.Item is null ? null : item;

    public override bool IsRow => source.IsRow;

    public override IReadOnlyList<string> ColumnNames(Run run) => source.ColumnNames(run);

    public override string? TableHeading => source.TableHeading;

    public override bool TryCell(Run run, string column, out Cell cell) => source.TryCell(run, column, out cell);

    public override OutputEvent Keep() => source.Keep() is var kept && ReferenceEquals(kept, source) ? this : new PassedEvent(kept, item);

    public override void WriteText(Run run, MdbWriter writer) => source.WriteText(run, writer);

    public override void WritePipeText(Run run, MdbWriter writer) => source.WritePipeText(run, writer);

    public override bool WriteJson(Run run, Utf8JsonWriter json) => source.WriteJson(run, json);
}
