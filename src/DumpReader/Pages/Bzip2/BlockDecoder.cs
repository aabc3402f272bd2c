using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DumpReader.Pages.Bzip2;

/// <summary>
/// Decodes blocks of bzip2, one after the other: prefix codes, move to front, the sorted rotations, and runs. A block is held as it is before its
/// runs are spread, so that it takes no more memory than its level says. One thread at a time.
/// </summary>
internal sealed class BlockDecoder
{
    /// <summary>Bytes that a block of level 1 has at most before its runs are spread; of others so many times as much.</summary>
    public const int LevelBytes = 100_000;

    /// <summary>Bytes that a decoder has taken once it has met blocks of level 9: of each byte of a block itself and what follows it.</summary>
    public const long MostBytes = 9 * LevelBytes * (sizeof(byte) + sizeof(uint));

    private const int Alphabet = 256;

    private readonly BlockHead _head = new();
    private readonly byte[] _spread = new byte[1 << 14];
    private byte[] _text = [];
    private uint[] _next = [];

    /// <summary>The block before its runs are spread; as long as the next one is not decoded.</summary>
    public ReadOnlyMemory<byte> Text { get; private set; }

    /// <summary>Bytes of the block when its runs are spread.</summary>
    public int Length { get; private set; }

    /// <summary>Reads a block whose start mark has been read; false where it is damaged.</summary>
    /// <param name="level">1 to 9: hundreds of thousands of bytes a block holds before its runs are spread.</param>
    public bool TryRead(BitReader bits, int level)
    {
        (Text, Length) = (default, 0);
        int size = level * LevelBytes;
        if (_text.Length < size)
        {
            _text = GC.AllocateUninitializedArray<byte>(size);
            _next = GC.AllocateUninitializedArray<uint>(size);
        }

        if (!_head.TryRead(bits))
        {
            return false;
        }

        Span<int> counts = stackalloc int[Alphabet];
        int length = ReadSymbols(bits, _head, _text.AsSpan(0, size), counts);
        if (_head.Origin >= length || bits.IsPastEnd)
        {
            return false;
        }

        Unsort(_text.AsSpan(0, length), counts, _head.Origin, _next);
        if (_head.IsRandomised)
        {
            Randomised.Undo(_text.AsSpan(0, length));
        }

        Text = _text.AsMemory(0, length);
        return Measure() == _head.Checksum;
    }

    /// <summary>Spreads the runs into pieces, which have room for all.</summary>
    public void Spread(byte[][] pieces)
    {
        var runs = new RunReader(Text);
        foreach (byte[] piece in pieces)
        {
            runs.Read(piece);
        }
    }

    /// <param name="counts">Are told how often each byte occurs.</param>
    /// <returns>How many bytes there are; -1 where they are damaged.</returns>
    private static int ReadSymbols(BitReader bits, BlockHead head, Span<byte> text, Span<int> counts)
    {
        Span<byte> order = stackalloc byte[Alphabet];
        head.Alphabet.CopyTo(order);
        var recent = new RecentBytes(order);
        int length = 0;
        long run = 0;
        long weight = 1;
        for (int selector = 0; selector < head.Selectors; selector++)
        {
            HuffmanCode code = head.Code(selector);
            ReadOnlySpan<ushort> table = code.Table;
            ulong window = bits.Window(out int count);
            int used = 0;
            for (int i = 0; i < BlockHead.SymbolsPerSelector; i++)
            {
                if (count - used < HuffmanCode.LongestCode)
                {
                    bits.Pass(used);
                    window = bits.Window(out count);
                    used = 0;
                }

                int entry = table[(int)(window >> (64 - HuffmanCode.TableBits))];
                int taken = entry & ((1 << HuffmanCode.LengthBits) - 1);
                int symbol = entry != 0 ? entry >> HuffmanCode.LengthBits : code.Long(window, out taken);
                window <<= taken;
                used += taken;
                if (symbol > 1)
                {
                    if (run > 0)
                    {
                        text.Slice(length, (int)run).Fill(recent.Front);
                        counts[recent.Front] += (int)run;
                        length += (int)run;
                        (run, weight) = (0, 1);
                    }

                    if (symbol == head.EndSymbol)
                    {
                        bits.Pass(used);
                        return length;
                    }

                    if (length == text.Length)
                    {
                        return -1;
                    }

                    recent.Move(symbol - 1);
                    byte value = recent.Front;
                    text[length++] = value;
                    counts[value]++;
                }
                else
                {
                    // A run's length in a base of two whose digits are 1 and 2, the lowest first.
                    run += symbol < 0 ? LevelBytes * 10 : weight << symbol;
                    weight <<= 1;
                    if (run > text.Length - length)
                    {
                        return -1;
                    }
                }
            }

            bits.Pass(used);
        }

        return -1;
    }

    /// <summary>Undoes the Burrows-Wheeler transform.</summary>
    /// <param name="text">The last bytes of the sorted rotations; becomes the original.</param>
    /// <param name="starts">How often each byte occurs; is used for work.</param>
    /// <param name="next">For work: of each place its first byte, in the lowest 8 bits, and the place that follows.</param>
    private static void Unsort(Span<byte> text, Span<int> starts, int origin, Span<uint> next)
    {
        int sum = 0;
        foreach (ref int start in starts)
        {
            (start, sum) = (sum, sum + start);
        }

        for (int i = 0; i < text.Length; i++)
        {
            byte value = text[i];
            next[starts[value]++] = ((uint)i << 8) | value;
        }

        uint at = (uint)origin;
        for (int i = 0; i < text.Length; i++)
        {
            uint entry = next[(int)at];
            text[i] = (byte)entry;
            at = entry >> 8;
        }
    }

    /// <summary>Spreads the runs for their length and checksum, which is that of CRC-32 with the highest bit of each byte first.</summary>
    private uint Measure()
    {
        var runs = new RunReader(Text);
        var sum = new Crc32();
        for (int count = runs.Read(_spread); count > 0; count = runs.Read(_spread))
        {
            Length += count;
            ReverseBits(_spread.AsSpan(0, count));
            sum.Append(_spread.AsSpan(0, count));
        }

        Span<byte> reversed = stackalloc byte[sizeof(uint)];
        sum.GetCurrentHash(reversed);
        ReverseBits(reversed);
        return BinaryPrimitives.ReadUInt32BigEndian(reversed);
    }

    /// <summary>Turns round the bits of each byte.</summary>
    private static void ReverseBits(Span<byte> bytes)
    {
        Span<Vector128<ulong>> parts = MemoryMarshal.Cast<byte, Vector128<ulong>>(bytes);
        foreach (ref Vector128<ulong> part in parts)
        {
            part = Swap(Swap(Swap(part, 1, 0x5555555555555555), 2, 0x3333333333333333), 4, 0x0f0f0f0f0f0f0f0f);
        }

        foreach (ref byte value in bytes[(parts.Length * Vector128<byte>.Count)..])
        {
            value = (byte)Swap(Swap(Swap(Vector128.CreateScalar((ulong)value), 1, 0x55), 2, 0x33), 4, 0x0f).ToScalar();
        }
    }

    /// <summary>Swaps neighbouring groups of bits.</summary>
    /// <param name="lower">Where the lower one of each pair of groups is.</param>
    private static Vector128<ulong> Swap(Vector128<ulong> bits, int width, ulong lower)
    {
        var mask = Vector128.Create(lower);
        return ((bits & mask) << width) | ((bits >>> width) & mask);
    }
}
