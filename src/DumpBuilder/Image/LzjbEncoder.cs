namespace DumpBuilder.Image;

/// <summary>The encoder of lzjb: a copy is looked for only where the same three bytes, by their hash, stood last.</summary>
internal sealed class LzjbEncoder
{
    private const int Longest = 66;
    private const int Shortest = 3;
    private const int Farthest = 1023;

    private readonly int[] _last = new int[256];

    /// <summary>How many bytes of <paramref name="output"/> the page takes; all of the input where that gains nothing, stored as it is.</summary>
    public int Compress(ReadOnlySpan<byte> input, Span<byte> output)
    {
        Array.Fill(_last, -1);
        int to = 0;
        int control = 0;
        int bit = 8;
        for (int from = 0; from < input.Length;)
        {
            if (bit == 8)
            {
                if (to >= input.Length - 17)
                {
                    input.CopyTo(output);
                    return input.Length;
                }

                control = to++;
                output[control] = 0;
                bit = 0;
            }

            int length = 0;
            int back = 0;
            if (from <= input.Length - Longest)
            {
                ref int place = ref _last[((input[from] + 13) ^ (input[from + 1] - 13) ^ input[from + 2]) & 255];
                back = place < 0 ? 0 : from - place;
                place = from;
                length = back is > 0 and <= Farthest ? input.Slice(from, Longest).CommonPrefixLength(input[(from - back)..]) : 0;
            }

            if (length >= Shortest)
            {
                output[control] |= (byte)(1 << bit);
                output[to++] = (byte)(((length - Shortest) << 2) | (back >> 8));
                output[to++] = (byte)back;
                from += length;
            }
            else
            {
                output[to++] = input[from++];
            }

            bit++;
        }

        return to;
    }
}
