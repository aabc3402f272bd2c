using System.Globalization;
using System.Text.Json;

namespace Commands.Triage;

/// <summary>Cells of a row by the name of their column; null where the row has none of that kind.</summary>
internal static class RowCells
{
    public static JsonElement? Get(this JsonElement row, string column) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(column, out JsonElement cell) ? cell : null;

    public static string? Text(this JsonElement row, string column) =>
        row.Get(column) is { ValueKind: JsonValueKind.String } cell ? cell.GetString() : null;

    public static long? Number(this JsonElement row, string column) =>
        row.Get(column) is { ValueKind: JsonValueKind.Number } cell && cell.TryGetInt64(out long number) ? number : null;

    /// <summary>An address: <c>"0x..."</c>.</summary>
    public static ulong? Address(this JsonElement row, string column) =>
        row.Text(column) is { Length: > 2 } text && text.StartsWith("0x", StringComparison.Ordinal)
            && ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong address)
            ? address
            : null;

    public static IEnumerable<string> Texts(this JsonElement row, string column) =>
        row.Get(column) is { ValueKind: JsonValueKind.Array } cells
            ? cells.EnumerateArray().Where(c => c.ValueKind == JsonValueKind.String).Select(c => c.GetString()!)
            : [];
}
