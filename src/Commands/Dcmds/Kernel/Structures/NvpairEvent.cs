using Commands.Output;
using Commands.Pipeline;
using DumpReader.Kernel.NameValues;
using DumpReader.Types;

namespace Commands.Dcmds.Kernel.Structures;

/// <summary>A name with its value, and with what is in it where that is a list.</summary>
/// <param name="node">The pair.</param>
/// <param name="type">Type of its place in memory.</param>
/// <param name="quiet">Only name and value, on one line.</param>
internal sealed class NvpairEvent(NameValueNode node, CType? type, bool quiet) : FactEvent
{
    public override Item? Item => new Item(node.Pair.Address, type);

    public override void WriteText(Run run, MdbWriter writer) => new NvpairText(writer, quiet).Write(node);

    public override void Facts(Run run, FactWriter facts) => WritePair(facts, node);

    private static void WritePair(FactWriter facts, NameValueNode node)
    {
        NameValuePair pair = node.Pair;
        facts.Add("addr", Cell.Address(pair.Address));
        facts.Add("name", pair.Name);
        facts.Add("type", pair.Type.Name);
        facts.Add("items", pair.Count);
        Elements(facts, pair, pair.Type.Form switch
        {
            NameValueForm.Number => node.Numbers.Select(number => Number(number, pair.Type)),
            NameValueForm.Truth => node.Numbers.Select(number => (Cell)(int)number),
            NameValueForm.Text => node.Texts.Select(text => (Cell)text),
            _ => null,
        });
        WriteUnprintable(facts, node);
        WriteLists(facts, node);
    }

    /// <param name="facts">Takes them.</param>
    /// <param name="pair">The pair.</param>
    /// <param name="elements">Its elements; null where it has lists, or nothing.</param>
    private static void Elements(FactWriter facts, NameValuePair pair, IEnumerable<Cell>? elements)
    {
        if (elements is null || !pair.Type.IsArray)
        {
            facts.Add("value", pair.Count > 0 && elements is not null ? elements.FirstOrDefault() : Cell.None);
            return;
        }

        facts.StartList("value");
        foreach (Cell element in elements)
        {
            facts.Add(element);
        }

        facts.EndList();
    }

    private static Cell Number(ulong number, NameValueType type)
    {
        int unused = 64 - (type.Size * 8);
        return type.IsSigned ? unchecked((long)(number << unused)) >> unused : number;
    }

    /// <summary>The text shows bytes in place of a text that is not printable.</summary>
    private static void WriteUnprintable(FactWriter facts, NameValueNode node)
    {
        if (node.IsPrintable || node.Pair.Type.Form != NameValueForm.Text || node.Pair.Count == 0)
        {
            facts.Add("bytes", Cell.None);
            return;
        }

        facts.StartList("bytes");
        foreach (byte value in node.Pair.Bytes.Span)
        {
            facts.Add((int)value);
        }

        facts.EndList();
    }

    private static void WriteLists(FactWriter facts, NameValueNode node)
    {
        if (node.Pair.Type.Form != NameValueForm.List)
        {
            facts.Add("lists", Cell.None);
            return;
        }

        facts.StartList("lists");
        if (node.Lists is { } lists)
        {
            foreach (NameValueList list in lists)
            {
                facts.StartObject();
                facts.Add("addr", Cell.Address(list.Address));
                facts.StartList("pairs");
                foreach (NameValueNode pair in list.Pairs)
                {
                    facts.StartObject();
                    WritePair(facts, pair);
                    facts.EndObject();
                }

                facts.EndList();
                facts.EndObject();
            }
        }
        else
        {
            foreach (ulong list in node.Pair.Lists)
            {
                facts.Add(Cell.Address(list));
            }
        }

        facts.EndList();
    }
}
