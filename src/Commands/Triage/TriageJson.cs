using System.Text.Json;
using Commands.Output;

namespace Commands.Triage;

/// <summary>Records as JSON, one a line, always the same bytes for the same record.</summary>
internal static class TriageJson
{
    /// <summary>Quotes and letters stay readable; control bytes are escaped. Markup is left to whoever makes it.</summary>
    private static readonly TriageJsonContext _context =
        new(new JsonSerializerOptions(TriageJsonContext.Default.Options) { Encoder = SafeJsonEncoder.Instance });

    public static byte[] Write(TriageRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, _context.Record);

    /// <summary>Null where the text is no record of a schema that is known here.</summary>
    public static TriageRecord? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            TriageRecord? record = JsonSerializer.Deserialize(json, _context.Record);
            return record?.Schema == TriageRecord.CurrentSchema ? record : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
