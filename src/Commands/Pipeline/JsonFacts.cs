using System.Text.Json;
using Commands.Output;

namespace Commands.Pipeline;

/// <summary>Facts as JSON.</summary>
internal sealed class JsonFacts(ISymbolizer symbols, Utf8JsonWriter json) : FactWriter
{
    public override void StartObject(string? name = null)
    {
        WriteName(name);
        json.WriteStartObject();
    }

    public override void EndObject() => json.WriteEndObject();

    public override void StartList(string name)
    {
        WriteName(name);
        json.WriteStartArray();
    }

    public override void EndList() => json.WriteEndArray();

    protected override void Write(string? name, in Cell value)
    {
        WriteName(name);
        value.WriteJson(symbols, json);
    }

    private void WriteName(string? name)
    {
        if (name is not null)
        {
            json.WritePropertyName(name);
        }
    }
}
