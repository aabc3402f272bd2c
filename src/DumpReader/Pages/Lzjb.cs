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

                if (control == 0 && input.Length - from >= 8 && output.Length - to >= 8)
                {
                    input.Slice(from, 8).CopyTo(output[to..]);
                    (from, to, item) = (from + 8, to + 8, 7);
                    continue;
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

            Repeat(output, to, distance, Math.Min(length, output.Length - to));
            to = Math.Min(to + length, output.Length);
        }

        return to;
    }

    /// <summary>Copies bytes from <paramref name="distance"/> before a place to it, one after the other: what was copied may be copied again.</summary>
    private static void Repeat(Span<byte> output, int to, int distance, int length)
    {
        if (distance >= length)
        {
            output.Slice(to - distance, length).CopyTo(output[to..]);
        }
        else if (distance == 1)
        {
            output.Slice(to, length).Fill(output[to - 1]);
        }
        else
        {
            for (int end = to + length; to < end; to++)
            {
                output[to] = output[to - distance];
            }
        }
    }
}
