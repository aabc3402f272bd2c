using Commands.Output;

namespace Commands.Pipeline.Formats;

/// <summary>
/// The letter j: a number in binary with an arm under each bit that is set, each ending in its number and mask.
/// </summary>
internal static class BitPicture
{
    public static void Write(MdbWriter writer, ulong value)
    {
        if (value == 0)
        {
            writer.Write("0\n");
            return;
        }

        int highest = 63 - System.Numerics.BitOperations.LeadingZeroCount(value);
        writer.Binary(value, 0, left: false);
        writer.NewLine();
        Arms(writer, value, highest);
        writer.NewLine();
        for (int bit = 0; bit <= highest; bit++)
        {
            if ((value >> bit & 1) == 0)
            {
                continue;
            }

            Arms(writer, value & ~((2UL << bit) - 1), highest, bit + 1);
            writer.Write("+");
            for (int i = 0; i < bit + 2; i++)
            {
                writer.Write("-");
            }

            writer.Write(" bit ");
            writer.Decimal((ulong)bit);
            writer.Write(bit < 10 && highest >= 10 ? "  mask 0x" : " mask 0x");
            writer.Hex(1UL << bit, width: (highest / 4) + 1, zeroFill: true);
            writer.NewLine();
        }
    }

    /// <summary>A bar for each set bit and a blank for each clear one, from the highest bit down to <paramref name="lowest"/>.</summary>
    private static void Arms(MdbWriter writer, ulong value, int highest, int lowest = 0)
    {
        for (int bit = highest; bit >= lowest; bit--)
        {
            writer.Write((value >> bit & 1) != 0 ? "|" : " ");
        }
    }
}
