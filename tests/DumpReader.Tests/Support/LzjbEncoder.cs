namespace DumpReader.Tests.Support;

/// <summary>A plain lzjb encoder: the longest match in reach, found by looking everywhere.</summary>
internal static class LzjbEncoder
{
    public static byte[] Compress(ReadOnlySpan<byte> input)
    {
        var output = new List<byte>();
        int control = 0;
        for (int at = 0, item = 0; at < input.Length; item = (item + 1) & 7)
        {
            if (item == 0)
            {
                control = output.Count;
                output.Add(0);
            }

            (int length, int distance) = Match(input, at);
            if (length < 3)
            {
                output.Add(input[at++]);
                continue;
            }

            output[control] |= (byte)(1 << item);
            output.Add((byte)(((length - 3) << 2) | (distance >> 8)));
            output.Add((byte)distance);
            at += length;
        }

        return [.. output];
    }

    private static (int Length, int Distance) Match(ReadOnlySpan<byte> input, int at)
    {
        (int Length, int Distance) best = default;
        for (int distance = 1; distance <= Math.Min(at, 1023); distance++)
        {
            int length = input[at..].CommonPrefixLength(input[(at - distance)..]);
            length = Math.Min(length, 66);
            if (length > best.Length)
            {
                best = (length, distance);
            }
        }

        return best;
    }
}
