using System.Text.Json;
using Commands.Language;
using Commands.Output;

namespace Commands.Pipeline;

internal enum CellKind : byte { None, Unsigned, Signed, Real, Address, Symbolic, Text, Boolean }

/// <summary>One typed value of a row: a number with or without a fraction, an address, a text, a truth. Never two columns of text in one.</summary>
internal readonly struct Cell
{
    private Cell(CellKind kind, ulong bits, string? text) => (Kind, Bits, String) = (kind, bits, text);

    public CellKind Kind { get; }

    public ulong Bits { get; }

    public string? String { get; }

    public static Cell None => default;

    public static Cell Address(ulong value) => new(CellKind.Address, value, null);

    /// <summary>An address that the text shows as a symbol; the object has both.</summary>
    public static Cell Symbolic(ulong value) => new(CellKind.Symbolic, value, null);

    public static implicit operator Cell(ulong value) => new(CellKind.Unsigned, value, null);

    public static implicit operator Cell(long value) => new(CellKind.Signed, unchecked((ulong)value), null);

    public static implicit operator Cell(int value) => new(CellKind.Signed, unchecked((ulong)(long)value), null);

    public static implicit operator Cell(double value) => new(CellKind.Real, BitConverter.DoubleToUInt64Bits(value), null);

    public static implicit operator Cell(bool value) => new(CellKind.Boolean, value ? 1UL : 0UL, null);

    public static implicit operator Cell(string? value) => value is null ? default : new(CellKind.Text, 0, value);

    public void WriteJson(ISymbolizer symbols, Utf8JsonWriter json)
    {
        switch (Kind)
        {
            case CellKind.Unsigned: JsonText.Unsigned(json, Bits); break;
            case CellKind.Signed: JsonText.Signed(json, unchecked((long)Bits)); break;
            case CellKind.Real: JsonText.Float(json, BitConverter.UInt64BitsToDouble(Bits)); break;
            case CellKind.Address: json.WriteStringValue(JsonText.Hex(Bits)); break;
            case CellKind.Symbolic: JsonText.Pointer(symbols, json, Bits); break;
            case CellKind.Text: json.WriteStringValue(ByteText.ToUnicode(String!)); break;
            case CellKind.Boolean: json.WriteBooleanValue(Bits != 0); break;
            default: json.WriteNullValue(); break;
        }
    }
}

/// <summary>A column: its key (JSON, filters) and how to get its cell from a row.</summary>
internal sealed record Column<TRow>(string Name, Func<TRow, Cell> Get);

/// <summary>The columns of a dcmd, its heading and the stock layout of one row; one static instance a dcmd.</summary>
/// <param name="Columns">In order of the JSON keys.</param>
/// <param name="Header">Heading line(s) without the final newline; null for none.</param>
/// <param name="WriteRow">Stock mdb's line for a row, newline included.</param>
internal sealed record Table<TRow>(IReadOnlyList<Column<TRow>> Columns, string? Header, Action<TRow, MdbWriter> WriteRow)
{
    public IReadOnlyList<string> Names => field ??= [.. Columns.Select(c => c.Name)];

    /// <summary>
    /// The same table with columns that have no cells: for a command whose rows are of several tables, so that filters may ask all rows alike.
    /// </summary>
    public Table<TRow> And(IEnumerable<string> names) =>
        new([.. Columns, .. names.Except(Names).Select(name => new Column<TRow>(name, _ => Cell.None))], Header, WriteRow);

    /// <summary>All cells of a row as members of a JSON object.</summary>
    public void WriteCells(TRow row, Run run, Utf8JsonWriter json)
    {
        foreach (Column<TRow> column in Columns)
        {
            json.WritePropertyName(column.Name);
            column.Get(row).WriteJson(run.Session, json);
        }
    }

    /// <summary>All cells of a row as facts of an event.</summary>
    public void WriteCells(TRow row, FactWriter facts)
    {
        foreach (Column<TRow> column in Columns)
        {
            facts.Add(column.Name, column.Get(row));
        }
    }

    /// <summary>The cell of a column in a row; false where there is no such column.</summary>
    public bool TryCell(TRow row, string column, out Cell cell)
    {
        foreach (Column<TRow> known in Columns)
        {
            if (known.Name == column)
            {
                cell = known.Get(row);
                return true;
            }
        }

        cell = default;
        return false;
    }
}

/// <summary>One row of a table.</summary>
internal sealed class RowEvent<TRow>(Table<TRow> table, TRow row, Item? item) : OutputEvent
{
    public override Item? Item => item;

    public override bool IsRow => true;

    public override IReadOnlyList<string> ColumnNames(Run run) => table.Names;

    public override string? TableHeading => table.Header;

    public override bool TryCell(Run run, string column, out Cell cell) => table.TryCell(row, column, out cell);

    public override void WriteText(Run run, MdbWriter writer) => table.WriteRow(row, writer);

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        table.WriteCells(row, run, json);
        if (item?.Type is { } type && !table.Names.Contains("type"))
        {
            json.WriteString("type", type.Name);
        }

        json.WriteEndObject();
        return true;
    }
}

internal static class TableOutput
{
    /// <summary>The heading, when this call wants one and a person reads it.</summary>
    public static void Header<TRow>(this Invocation call, Table<TRow> table)
    {
        if (call.WantsHeader && table.Header is { } header && (!call.ToPipe || (call.Stock && !call.Dcmd.Info.StockPipeForm)))
        {
            call.Line(header);
        }
    }

    public static bool Row<TRow>(this Invocation call, Table<TRow> table, TRow row, Item? item = null) =>
        call.Emit(new RowEvent<TRow>(table, row, item));
}
