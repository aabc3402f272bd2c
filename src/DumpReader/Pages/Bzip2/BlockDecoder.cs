using System.Buffers;

namespace DumpReader.Pages.Bzip2;

/// <summary>Decodes one block of bzip2: prefix codes, move to front, the sorted rotations, and runs.</summary>
internal static class BlockDecoder
{
    private const uint Polynomial = 0x04c11db7;
    private static readonly uint[] Checksums = ChecksumTable();

    /// <summary>The bytes of a block whose start mark has been read; null where it is damaged.</summary>
    /// <param name="level">1 to 9: hundreds of thousands of bytes a block holds before its runs are spread.</param>
    /// <param name="most">Bytes that may come out.</param>
    /// <param name="isLarger">Whether more would; nothing does then.</param>
    public static byte[]? Decode(BitReader bits, int level, long most, out bool isLarger)
    {
        isLarger = false;
        if (BlockHead.Read(bits) is not { } head)
        {
            return null;
        }

        int size = level * 100_000;
        byte[] last = ArrayPool<byte>.Shared.Rent(size);
        byte[] text = ArrayPool<byte>.Shared.Rent(size);
        uint[] next = ArrayPool<uint>.Shared.Rent(size);
        try
        {
            int length = ReadSymbols(bits, head, last.AsSpan(0, size));
            if (head.Origin >= length || bits.IsPastEnd)
            {
                return null;
            }

            Unsort(last.AsSpan(0, length), head.Origin, next, text);
            int spread = Spread(text.AsSpan(0, length), []);
            isLarger = spread > most;
            return isLarger ? null : SpreadRuns(text.AsSpan(0, length), spread, head.Checksum);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(last);
            ArrayPool<byte>.Shared.Return(text);
            ArrayPool<uint>.Shared.Return(next);
        }
    }

    /// <returns>How many bytes there are; -1 where they are damaged.</returns>
    private static int ReadSymbols(BitReader bits, BlockHead head, Span<byte> text)
    {
        byte[] recent = [.. head.Alphabet];
        int length = 0;
        long run = 0;
        long weight = 1;
        while (true)
        {
            int symbol = head.NextSymbol(bits);
            if (symbol is 0 or 1)
            {
                // A run's length in a base of two whose digits are 1 and 2, the lowest first.
                run += weight << symbol;
                weight <<= 1;
                if (run > text.Length - length)
                {
                    return -1;
                }

                continue;
            }

            text.Slice(length, (int)run).Fill(recent[0]);
            length += (int)run;
            (run, weight) = (0, 1);
            if (symbol == head.EndSymbol)
            {
                return length;
            }

            if (symbol < 0 || length == text.Length)
            {
                return -1;
            }

            byte value = recent[symbol - 1];
            recent.AsSpan(0, symbol - 1).CopyTo(recent.AsSpan(1));
            recent[0] = text[length++] = value;
        }
    }

    /// <summary>Undoes the Burrows-Wheeler transform.</summary>
    /// <param name="next">For work: of each place its byte, in the lowest 8 bits, and the place that follows.</param>
    private static void Unsort(ReadOnlySpan<byte> last, int origin, Span<uint> next, Span<byte> text)
    {
        Span<int> starts = stackalloc int[256];
        starts.Clear();
        for (int i = 0; i < last.Length; i++)
        {
            starts[last[i]]++;
            next[i] = last[i];
        }

        int sum = 0;
        for (int i = 0; i < 256; i++)
        {
            (starts[i], sum) = (sum, sum + starts[i]);
        }

        for (int i = 0; i < last.Length; i++)
        {
            next[starts[last[i]]++] |= (uint)i << 8;
        }

        uint at = next[origin] >> 8;
        for (int i = 0; i < last.Length; i++)
        {
            uint entry = next[(int)at];
            text[i] = (byte)entry;
            at = entry >> 8;
        }
    }

    /// <summary>Four equal bytes are followed by how many more there are. Null where the checksum is wrong.</summary>
    private static byte[]? SpreadRuns(ReadOnlySpan<byte> text, int length, uint expected)
    {
        var output = new byte[length];
        Spread(text, output);
        uint sum = uint.MaxValue;
        foreach (byte value in output)
        {
            sum = (sum << 8) ^ Checksums[(sum >> 24) ^ value];
        }

        return ~sum == expected ? output : null;
    }

    /// <returns>How many bytes come out; they are written where there is room for them.</returns>
    private static int Spread(ReadOnlySpan<byte> text, Span<byte> output)
    {
        bool isWriting = output.Length > 0;
        int length = 0;
        int same = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (same == 4)
            {
                if (isWriting)
                {
                    output.Slice(length, text[i]).Fill(text[i - 1]);
                }

                length += text[i];
                same = 0;
                continue;
            }

            same = same > 0 && text[i] == text[i - 1] ? same + 1 : 1;
            if (isWriting)
            {
                output[length] = text[i];
            }

            length++;
        }

        return length;
    }

    private static uint[] ChecksumTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            uint sum = i << 24;
            for (int bit = 0; bit < 8; bit++)
            {
                sum = (sum << 1) ^ ((sum & 0x80000000) != 0 ? Polynomial : 0);
            }

            table[i] = sum;
        }

        return table;
    }
}
