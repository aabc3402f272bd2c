using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Structures;

/// <summary>A bitset as a drawing under a ruler, as many lines as it needs.</summary>
internal sealed class BitsetEvent(Value set, IReadOnlyList<uint> bits) : FactEvent
{
    private const int Width = 74;
    private const string Label = "label:";

    public override Item? Item => new Item(set.Address, set.Type);

    public override void WriteText(Run run, MdbWriter writer)
    {
        uint width = bits.Count == 0 ? 1 : bits[^1] + 2;
        int next = 0;
        for (uint start = 0; start < width; start += Width)
        {
            uint end = Math.Min(start + Width, width);
            Ruler(writer, start, end, width - 1);
            writer.Write(Label);
            for (uint i = start; i < end; i++)
            {
                bool isSet = next < bits.Count && bits[next] == i;
                next += isSet ? 1 : 0;
                writer.Write(isSet ? "X" : ".");
            }

            writer.NewLine();
        }
    }

    public override void Facts(Run run, FactWriter facts)
    {
        facts.Add("addr", Cell.Address(set.Address));
        facts.Add("words", set.Number("bs_words"));
        facts.StartList("bits");
        foreach (uint bit in bits)
        {
            facts.Add((ulong)bit);
        }

        facts.EndList();
    }

    /// <summary>Numbers of the bits, one line a digit; the zeros in front of the first line are blank.</summary>
    private static void Ruler(MdbWriter writer, uint start, uint end, uint last)
    {
        uint top = 1;
        while (last / top >= 10)
        {
            top *= 10;
        }

        for (uint unit = top; unit > 0; unit /= 10)
        {
            writer.Blanks(Label.Length);
            for (uint i = start; i < end; i++)
            {
                uint digit = i / unit % 10;
                writer.Write(digit == 0 && unit == top && unit > 1 ? " " : digit.ToString());
            }

            writer.NewLine();
        }
    }
}
