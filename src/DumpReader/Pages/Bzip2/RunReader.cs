using System.Numerics;
using System.Runtime.Intrinsics;

namespace DumpReader.Pages.Bzip2;

/// <summary>Spreads the runs of a decoded block, in parts of any size: four equal bytes are followed by how many more there are.</summary>
internal struct RunReader(ReadOnlyMemory<byte> text)
{
    private const int Run = 4;
    private const int Worthwhile = 64; // bytes that are worth looking through for runs at once

    private int _next;
    private int _same; // of the bytes before the next one, as far as they are equal
    private int _more;

    /// <summary>Fills what is given with the next bytes; fewer only at the end.</summary>
    /// <returns>How many there are.</returns>
    public int Read(Span<byte> output)
    {
        ReadOnlySpan<byte> from = text.Span;
        int at = _next;
        int same = _same;
        int length = 0;
        while (true)
        {
            if (_more > 0)
            {
                int count = Math.Min(_more, output.Length - length);
                output.Slice(length, count).Fill(from[at - 2]);
                (length, _more) = (length + count, _more - count);
            }

            if (length == output.Length || at == from.Length)
            {
                (_next, _same) = (at, same);
                return length;
            }

            int left = Math.Min(output.Length - length, from.Length - at);
            if (same <= 1)
            {
                // The last byte may begin a run, so it is looked at again.
                int plain = Plain(from.Slice(at - same, left + same)) - same;
                if (plain >= 0)
                {
                    from.Slice(at, plain).CopyTo(output[length..]);
                    (at, length, left, same) = (at + plain, length + plain, left - plain, 0);
                }
            }

            while (left > 0 && same < Run)
            {
                byte value = from[at++];
                same = same > 0 && value == from[at - 2] ? same + 1 : 1;
                output[length++] = value;
                left--;
                if (same == 1 && left > Worthwhile)
                {
                    break;
                }
            }

            if (same == Run && at < from.Length)
            {
                _more = from[at++];
                same = 0;
            }
        }
    }

    /// <summary>How many bytes at the start certainly are ahead of any run.</summary>
    private static int Plain(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        for (; at + Vector128<byte>.Count + Run <= bytes.Length; at += Vector128<byte>.Count)
        {
            var first = Vector128.Create(bytes[at..]);
            Vector128<byte> equal = Vector128.Equals(first, Vector128.Create(bytes[(at + 1)..]))
                & Vector128.Equals(first, Vector128.Create(bytes[(at + 2)..])) & Vector128.Equals(first, Vector128.Create(bytes[(at + 3)..]));
            if (equal != Vector128<byte>.Zero)
            {
                return at + BitOperations.TrailingZeroCount(equal.ExtractMostSignificantBits());
            }
        }

        return at;
    }
}
