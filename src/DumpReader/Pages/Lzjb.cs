namespace DumpReader.Pages;

/// <summary>The decoder of lzjb, the compression of crash dump pages.</summary>
internal static class Lzjb
{
    /// <summary>
    /// Expands one block. Eight items follow a control byte, lowest bit first: 0 a literal byte; 1 a copy whose two bytes b0 b1 say
    /// length (b0 &gt;&gt; 2) + 3 and distance ((b0 &lt;&lt; 8) | b1) &amp; 0x3ff. Returns how many bytes came out: fewer than asked where the
    /// input ends or a copy reaches before the start.
    /// </summary>
    public static int Expand(ReadOnlySpan<byte> input, Span<byte> output)
    {
        int from = 0;
        int to = 0;
        int control = 0;
        for (int item = 0; to < output.Length && from < input.Length; item = (item + 1) & 7, control >>= 1)
        {
            if (item == 0)
            {
                control = input[from++];
                if (from == input.Length)
                {
                    break;
                }
            }

            if ((control & 1) == 0)
            {
                output[to++] = input[from++];
                continue;
            }

            if (from + 2 > input.Length)
            {
                break;
            }

            int length = (input[from] >> 2) + 3;
            int distance = ((input[from] << 8) | input[from + 1]) & 0x3ff;
            from += 2;
            if (distance == 0 || distance > to)
            {
                break;
            }

            for (int end = Math.Min(to + length, output.Length); to < end; to++)
            {
                output[to] = output[to - distance];
            }
        }

        return to;
    }
}
