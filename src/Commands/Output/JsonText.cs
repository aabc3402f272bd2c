using System.Text;
using System.Text.Json;

namespace Commands.Output;

/// <summary>
/// Values in JSON. Integers are numbers up to 2^53 either way, which every reader holds exactly, and hex strings beyond; addresses are
/// hex strings; a pointer is <c>{"addr":"0x..","symbol":"name+0xoff"}</c> with the symbol where there is one; NaN and the infinities are strings.
/// </summary>
internal static class JsonText
{
    private const ulong MostExact = 1UL << 53;

    public static string Hex(ulong value) => "0x" + value.ToString("x");

    public static void Unsigned(Utf8JsonWriter json, ulong value)
    {
        if (value <= MostExact)
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteStringValue(Hex(value));
        }
    }

    public static void Signed(Utf8JsonWriter json, long value)
    {
        if (value is >= -(long)MostExact and <= (long)MostExact)
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteStringValue(value < 0 ? "-0x" + unchecked((ulong)-value).ToString("x") : Hex((ulong)value));
        }
    }

    public static void Float(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteStringValue(double.IsNaN(value) ? "NaN" : value < 0 ? "-Infinity" : "Infinity");
        }
    }

    public static void Pointer(ISymbolizer symbols, Utf8JsonWriter json, ulong value, string? text = null)
    {
        json.WriteStartObject();
        json.WriteString("addr", Hex(value));
        if (AddressText.Symbol(symbols, value) is { } symbol)
        {
            json.WriteString("symbol", symbol);
        }

        if (text is not null)
        {
            json.WriteString("text", text);
        }

        json.WriteEndObject();
    }

    /// <summary>Bytes of a dump as text: UTF-8 where they are that, else one character a byte.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);
}
