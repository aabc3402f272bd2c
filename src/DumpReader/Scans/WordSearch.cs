using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DumpReader.Bytes;
using DumpReader.Spaces;

namespace DumpReader.Scans;

/// <summary>A word that was looked for, and where it is.</summary>
internal readonly record struct WordHit(ulong Address, ulong Word);

/// <summary>Looks for aligned little-endian words of one size in memory.</summary>
internal abstract class WordSearch
{
    private const int LooseBits = 4;

    private protected WordSearch()
    {
    }

    /// <summary>Matches no word, but goes through the memory all the same.</summary>
    public static WordSearch Nothing { get; } = new NoWords();

    /// <summary>Words equal to a value; null where it does not fit the size.</summary>
    /// <param name="size">Bytes of a word: 1, 2, 4 or 8.</param>
    public static WordSearch? Equal(int size, ulong value) => value > Most(size) ? null : size switch
    {
        1 => new WordSearch<byte, EqualTest<byte>>(new((byte)value)),
        2 => new WordSearch<ushort, EqualTest<ushort>>(new((ushort)value)),
        4 => new WordSearch<uint, EqualTest<uint>>(new((uint)value)),
        _ => new WordSearch<ulong, EqualTest<ulong>>(new(value)),
    };

    /// <summary>Words that agree with a value in the bits of a mask; null where no word of the size can.</summary>
    public static WordSearch? Masked(int size, ulong value, ulong mask) => (value & mask) > Most(size) ? null : size switch
    {
        1 => new WordSearch<byte, MaskTest<byte>>(new((byte)value, (byte)mask)),
        2 => new WordSearch<ushort, MaskTest<ushort>>(new((ushort)value, (ushort)mask)),
        4 => new WordSearch<uint, MaskTest<uint>>(new((uint)value, (uint)mask)),
        _ => new WordSearch<ulong, MaskTest<ulong>>(new(value, mask)),
    };

    /// <summary>Words from a value up to, not including, value + distance, and the value itself; null where no word of the size can be.</summary>
    /// <param name="distance">At most the largest word less the value.</param>
    public static WordSearch? Near(int size, ulong value, ulong distance)
    {
        if (value > Most(size) || distance == 0)
        {
            return Equal(size, value);
        }

        // What lies in the same block of a power of two, not much larger than the distance, is sorted out word by word.
        int block = BitOperations.Log2(value ^ (value + distance - 1)) + 1;
        return block < 64 && block <= BitOperations.Log2(distance) + LooseBits ? InBlock(size, value, distance, ~0UL << block) : Between(size, value, distance);
    }

    private static WordSearch InBlock(int size, ulong value, ulong distance, ulong mask) => size switch
    {
        1 => new WordSearch<byte, CommonBitsTest<byte>>(new((byte)value, (byte)distance, (byte)mask)),
        2 => new WordSearch<ushort, CommonBitsTest<ushort>>(new((ushort)value, (ushort)distance, (ushort)mask)),
        4 => new WordSearch<uint, CommonBitsTest<uint>>(new((uint)value, (uint)distance, (uint)mask)),
        _ => new WordSearch<ulong, CommonBitsTest<ulong>>(new(value, distance, mask)),
    };

    private static WordSearch Between(int size, ulong value, ulong distance) => size switch
    {
        1 => new WordSearch<byte, DistanceTest<byte>>(new((byte)value, (byte)distance)),
        2 => new WordSearch<ushort, DistanceTest<ushort>>(new((ushort)value, (ushort)distance)),
        4 => new WordSearch<uint, DistanceTest<uint>>(new((uint)value, (uint)distance)),
        _ => new WordSearch<ulong, DistanceTest<ulong>>(new(value, distance)),
    };

    /// <summary>The largest word of a size.</summary>
    public static ulong Most(int size) => size >= sizeof(ulong) ? ulong.MaxValue : (1UL << (size * 8)) - 1;

    /// <summary>Adds every match in the bytes, by address. Bytes behind the last whole word are not looked at.</summary>
    /// <param name="bytes">Memory.</param>
    /// <param name="address">Where they begin; a multiple of the size of a word.</param>
    /// <param name="hits">Made at the first match.</param>
    public abstract void Find(ReadOnlySpan<byte> bytes, ulong address, ref List<WordHit>? hits);

    /// <summary>Matches in ranges of memory, in the order of the parts and within each by address.</summary>
    /// <param name="space">The memory.</param>
    /// <param name="parts">Cut at multiples of the size of a word.</param>
    /// <param name="control">May stop it.</param>
    /// <param name="workers">Threads; 0 for one a core.</param>
    public IEnumerable<PartHits> Find(AddressSpace space, MemoryParts parts, IScanControl control, int workers = 0) =>
        OrderedWork.Run(parts.Count, part => FindIn(space, parts.Part(part)), control, workers);

    private PartHits FindIn(AddressSpace space, IEnumerable<AddressRange> pieces)
    {
        List<WordHit>? hits = null;
        bool sawMemory = false;
        Span<byte> buffer = stackalloc byte[(int)AddressSpace.SmallestPage];
        foreach (AddressRange piece in pieces)
        {
            var run = new MemoryRun(space, piece, buffer);
            while (run.Next())
            {
                sawMemory = true;
                Find(run.Bytes, run.Address, ref hits);
            }
        }

        return new PartHits(hits ?? [], sawMemory);
    }

    private sealed class NoWords : WordSearch
    {
        public override void Find(ReadOnlySpan<byte> bytes, ulong address, ref List<WordHit>? hits)
        {
        }
    }
}

/// <summary>What was found in one part.</summary>
/// <param name="Hits">In order.</param>
/// <param name="SawMemory">False where nothing of the part is in the dump.</param>
internal readonly record struct PartHits(IReadOnlyList<WordHit> Hits, bool SawMemory);

/// <inheritdoc/>
internal sealed class WordSearch<T, TTest>(TTest test) : WordSearch
    where T : unmanaged, IBinaryInteger<T>, IUnsignedNumber<T>
    where TTest : struct, IWordTest<T>
{
    public override void Find(ReadOnlySpan<byte> bytes, ulong address, ref List<WordHit>? hits)
    {
        TTest local = test;
        ReadOnlySpan<T> words = MemoryMarshal.Cast<byte, T>(bytes);
        ref T start = ref MemoryMarshal.GetReference(words);
        int lanes = Vector256<T>.Count;
        int i = 0;
        for (; i <= words.Length - (4 * lanes); i += 4 * lanes)
        {
            Vector256<T> any = local.Matches(Vector256.LoadUnsafe(ref start, (nuint)i))
                | local.Matches(Vector256.LoadUnsafe(ref start, (nuint)(i + lanes)))
                | local.Matches(Vector256.LoadUnsafe(ref start, (nuint)(i + (2 * lanes))))
                | local.Matches(Vector256.LoadUnsafe(ref start, (nuint)(i + (3 * lanes))));
            if (any != Vector256<T>.Zero)
            {
                Collect(local, words, i, i + (4 * lanes), address, ref hits);
            }
        }

        Collect(local, words, i, words.Length, address, ref hits);
    }

    private static unsafe void Collect(TTest test, ReadOnlySpan<T> words, int from, int to, ulong address, ref List<WordHit>? hits)
    {
        for (int i = from; i < to; i++)
        {
            if (test.Matches(words[i]))
            {
                hits ??= [];
                hits.Add(new WordHit(address + ((ulong)i * (ulong)sizeof(T)), ulong.CreateTruncating(words[i])));
            }
        }
    }
}
