using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Kernel.NameValues;
using DumpReader.Types;

namespace Commands.Dcmds.Kernel.Structures;

/// <summary>A name with its value, and with what is in it where that is a list.</summary>
/// <param name="node">The pair.</param>
/// <param name="type">Type of its place in memory.</param>
/// <param name="quiet">Only name and value, on one line.</param>
internal sealed class NvpairEvent(NameValueNode node, CType? type, bool quiet) : OutputEvent
{
    public override Item? Item => new Item(node.Pair.Address, type);

    public override void WriteText(Run run, MdbWriter writer) => new NvpairText(writer, quiet).Write(node);

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        WritePair(json, node);
        return true;
    }

    private static void WritePair(Utf8JsonWriter json, NameValueNode node)
    {
        NameValuePair pair = node.Pair;
        json.WriteStartObject();
        json.WriteString("addr", JsonText.Hex(pair.Address));
        json.WriteString("name", pair.Name);
        json.WriteString("type", pair.Type.Name);
        json.WriteNumber("items", pair.Count);
        switch (pair.Type.Form)
        {
            case NameValueForm.Number:
                Elements(json, pair, node.Numbers, number => WriteNumber(json, number, pair.Type));
                break;
            case NameValueForm.Truth:
                Elements(json, pair, node.Numbers, number => json.WriteNumberValue((int)number));
                break;
            case NameValueForm.Text when pair.Count > 0:
                Elements(json, pair, node.Texts, json.WriteStringValue);
                WriteUnprintable(json, node);
                break;
            case NameValueForm.List:
                WriteLists(json, node);
                break;
        }

        json.WriteEndObject();
    }

    private static void Elements<T>(Utf8JsonWriter json, NameValuePair pair, IEnumerable<T> elements, Action<T> write)
    {
        if (pair.Type.IsArray)
        {
            json.WriteStartArray("value");
            foreach (T element in elements)
            {
                write(element);
            }

            json.WriteEndArray();
        }
        else if (elements.FirstOrDefault() is { } only && pair.Count > 0)
        {
            json.WritePropertyName("value");
            write(only);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, ulong number, NameValueType type)
    {
        if (type.IsSigned)
        {
            int unused = 64 - (type.Size * 8);
            JsonText.Signed(json, unchecked((long)(number << unused)) >> unused);
        }
        else
        {
            JsonText.Unsigned(json, number);
        }
    }

    /// <summary>The text shows bytes in place of a text that is not printable.</summary>
    private static void WriteUnprintable(Utf8JsonWriter json, NameValueNode node)
    {
        if (node.IsPrintable)
        {
            return;
        }

        json.WriteStartArray("bytes");
        foreach (byte value in node.Pair.Bytes.Span)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    private static void WriteLists(Utf8JsonWriter json, NameValueNode node)
    {
        json.WriteStartArray("lists");
        if (node.Lists is { } lists)
        {
            foreach (NameValueList list in lists)
            {
                json.WriteStartObject();
                json.WriteString("addr", JsonText.Hex(list.Address));
                json.WriteStartArray("pairs");
                foreach (NameValueNode pair in list.Pairs)
                {
                    WritePair(json, pair);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }
        }
        else
        {
            foreach (ulong list in node.Pair.Lists)
            {
                json.WriteStringValue(JsonText.Hex(list));
            }
        }

        json.WriteEndArray();
    }
}
