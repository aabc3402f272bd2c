using System.Text.Json;
using Commands.Output;

namespace Commands.Pipeline;

/// <summary>
/// One thing a dcmd yields. It knows its renderings; the sink chooses one. It may be reused by its dcmd after <c>Emit</c> returns.
/// </summary>
internal abstract class OutputEvent
{
    /// <summary>What the next stage gets; null for layout.</summary>
    public virtual Item? Item => null;

    /// <summary>Whether it has columns that filters may ask for.</summary>
    public virtual bool IsRow => false;

    /// <summary>Names of the columns that filters may ask for; none for what is no row.</summary>
    public virtual IReadOnlyList<string> ColumnNames(Run run) => [];

    /// <summary>Heading of the table that this is a row of; null for none.</summary>
    public virtual string? TableHeading => null;

    /// <summary>The cell of a column; false where there is no such column.</summary>
    public virtual bool TryCell(Run run, string column, out Cell cell)
    {
        cell = default;
        return false;
    }

    /// <summary>The event as it is now, for a stage that shows it later; itself unless its dcmd reuses it.</summary>
    public virtual OutputEvent Keep() => this;

    /// <summary>Stock mdb's text. May report read faults to <paramref name="run"/> as they are met.</summary>
    public abstract void WriteText(Run run, MdbWriter writer);

    /// <summary>Stock mdb's text when this stage feeds a pipe: one value a line.</summary>
    public virtual void WritePipeText(Run run, MdbWriter writer)
    {
        if (Item is { } item)
        {
            writer.Radix(item.Bits, prefix: true);
            writer.NewLine();
        }
        else
        {
            WriteText(run, writer);
        }
    }

    /// <summary>The same facts as one JSON object; false for layout, which has none.</summary>
    public virtual bool WriteJson(Run run, Utf8JsonWriter json) => false;
}

/// <summary>Layout: headings, blank lines, help.</summary>
internal sealed class TextEvent(string text) : OutputEvent
{
    public string Content { get; } = text;

    public override void WriteText(Run run, MdbWriter writer) => writer.Write(Content);
}

/// <summary>A bare value, one a line: <c>%#lr</c> (walks) or <c>%lr</c> (lists, maps).</summary>
internal sealed class ValueEvent(Item item, bool prefix) : OutputEvent
{
    public override Item? Item => item;

    public override void WriteText(Run run, MdbWriter writer)
    {
        writer.Radix(item.Bits, prefix);
        writer.NewLine();
    }

    public override void WritePipeText(Run run, MdbWriter writer) => WriteText(run, writer);

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("addr", JsonText.Hex(item.Bits));
        if (item.Type is { } type)
        {
            json.WriteString("type", type.Name);
        }

        json.WriteEndObject();
        return true;
    }
}
