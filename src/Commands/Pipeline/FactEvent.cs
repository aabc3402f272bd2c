using System.Text.Json;

namespace Commands.Pipeline;

/// <summary>
/// An event with a text of its own, more than a line of a table. It says its facts once: they are its JSON, its CSV and the columns that
/// filters ask for. A fact that only some events of a command have is an empty cell in the others, so that a filter finds it in each.
/// </summary>
internal abstract class FactEvent : OutputEvent
{
    public sealed override bool IsRow => true;

    /// <summary>Says the facts in the order of the JSON keys. May report read faults to <paramref name="run"/> as they are met.</summary>
    public abstract void Facts(Run run, FactWriter facts);

    public sealed override IReadOnlyList<string> ColumnNames(Run run)
    {
        using var columns = new ColumnFacts(run.Session, wanted: null);
        Facts(run, columns);
        return columns.Names;
    }

    public sealed override bool TryCell(Run run, string column, out Cell cell)
    {
        using var columns = new ColumnFacts(run.Session, column);
        Facts(run, columns);
        cell = columns.Found;
        return columns.IsFound;
    }

    public sealed override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        Facts(run, new JsonFacts(run.Session, json));
        json.WriteEndObject();
        return true;
    }
}
