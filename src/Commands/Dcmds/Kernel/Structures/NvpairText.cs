using System.Globalization;
using Commands.Output;
using DumpReader.Kernel.NameValues;

namespace Commands.Dcmds.Kernel.Structures;

/// <summary>Writes names and values in the layouts of ::nvpair.</summary>
internal sealed class NvpairText(MdbWriter writer, bool quiet)
{
    private const int Indent = 4;

    public void Write(NameValueNode node)
    {
        NameValuePair pair = node.Pair;
        if (node.Lists is { } lists)
        {
            WriteLists(pair, lists);
        }
        else if (quiet)
        {
            string? value = Value(node);
            writer.Printf(value is null ? "%s(unknown)\n" : "%s=%s\n", pair.Name, value ?? "");
        }
        else
        {
            WriteHead(pair);
            if (Value(node) is { } value)
            {
                writer.Margin += Indent;
                writer.Printf("value=%s\n", value);
                writer.Margin -= Indent;
            }
        }
    }

    private void WriteHead(NameValuePair pair) =>
        writer.Printf("name='%s' type=%s items=%s\n", pair.Name, pair.Type.Name, pair.Count.ToString(CultureInfo.InvariantCulture));

    private void WriteLists(NameValuePair pair, IReadOnlyList<NameValueList> lists)
    {
        if (!quiet)
        {
            WriteHead(pair);
        }
        else if (!pair.Type.IsArray)
        {
            writer.Printf("%s\n", pair.Name);
        }

        for (int i = 0; i < lists.Count; i++)
        {
            if (pair.Type.IsArray)
            {
                writer.Printf("%s[%d]\n", quiet ? pair.Name : "", i);
            }

            writer.Margin += Indent;
            foreach (NameValueNode node in lists[i].Pairs)
            {
                Write(node);
            }

            writer.Margin -= Indent;
        }
    }

    /// <summary>The value on one line; null where there is none.</summary>
    private static string? Value(NameValueNode node)
    {
        NameValuePair pair = node.Pair;
        if (pair.Count == 0)
        {
            return null;
        }

        string digits = "x" + (pair.Type.Size * 2).ToString(CultureInfo.InvariantCulture);
        return pair.Type.Form switch
        {
            NameValueForm.Number => string.Join('.', node.Numbers.Select(number => number.ToString(digits, CultureInfo.InvariantCulture))),
            NameValueForm.Truth => string.Join('.', node.Numbers.Select(number => ((int)number).ToString(CultureInfo.InvariantCulture))),
            NameValueForm.Text when node.IsPrintable => string.Join(" + ", node.Texts.Select(text => $"'{text}'")),
            NameValueForm.Text => string.Join('.', pair.Bytes.ToArray().Select(b => b.ToString("x2", CultureInfo.InvariantCulture))),
            NameValueForm.List => string.Join('.', pair.Lists.Select(list => list.ToString("x", CultureInfo.InvariantCulture))),
            _ => null,
        };
    }
}
