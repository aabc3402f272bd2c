using System.Text.Json;
using Commands.Output;
using DumpReader.Types;

namespace Commands.Pipeline.Printing;

/// <summary>Values in JSON with what -a and -t show of each: then <c>{"addr":...,"type":...,"value":...}</c> in place of the value alone.</summary>
internal static class PrintJson
{
    /// <param name="frame">The run.</param>
    /// <param name="json">Where it goes.</param>
    /// <param name="plan">How the value is shown; null for a value that is left out.</param>
    /// <param name="type">Its type.</param>
    /// <param name="bit">Where it begins.</param>
    public static void Write(ref PrintFrame frame, Utf8JsonWriter json, TypePlan? plan, CType type, ulong bit)
    {
        bool wraps = frame.Options.Addresses || frame.Options.Types;
        if (wraps)
        {
            json.WriteStartObject();
            WritePlace(ref frame, json, type, bit);
            if (frame.Options.Types && plan?.FieldBits is > 0 and var bits)
            {
                json.WriteNumber("bits"u8, bits);
            }

            json.WritePropertyName("value"u8);
        }

        if (plan is null)
        {
            json.WriteNullValue();
        }
        else
        {
            plan.WriteJson(ref frame, json, bit);
        }

        if (wraps)
        {
            json.WriteEndObject();
        }
    }

    private static void WritePlace(ref PrintFrame frame, Utf8JsonWriter json, CType type, ulong bit)
    {
        if (frame.Options.Addresses)
        {
            json.WriteString("addr"u8, JsonText.Hex(frame.AddressOf(bit)));
            if ((bit & 7) != 0)
            {
                json.WriteNumber("bit"u8, bit & 7);
            }
        }

        if (frame.Options.Types)
        {
            json.WriteString("type"u8, type.Name);
        }
    }
}
