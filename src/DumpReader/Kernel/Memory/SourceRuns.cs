namespace DumpReader.Kernel.Memory;

/// <summary>
/// The source of each entry of a table. Neighbours mostly come out of one slab: of 64 with one source that is kept once, of others each.
/// </summary>
internal sealed class SourceRuns
{
    private const int Shift = 6;
    private const int BlockEntries = 1 << Shift;

    private readonly int[] _blocks;
    private readonly ushort[] _mixed;

    /// <param name="count">Number of entries.</param>
    /// <param name="sourceOf">The source of an entry; asked once of each, in order.</param>
    public SourceRuns(int count, Func<int, ushort> sourceOf)
    {
        _blocks = new int[(count + BlockEntries - 1) >> Shift];
        var mixed = new List<ushort>();
        Span<ushort> block = stackalloc ushort[BlockEntries];
        for (int i = 0; i < _blocks.Length; i++)
        {
            int first = i << Shift;
            int length = Math.Min(BlockEntries, count - first);
            for (int j = 0; j < length; j++)
            {
                block[j] = sourceOf(first + j);
            }

            // A mixed block has the place of its first entry, as a negative number.
            bool isOne = block[..length].IndexOfAnyExcept(block[0]) < 0;
            _blocks[i] = isOne ? block[0] : ~mixed.Count;
            if (!isOne)
            {
                mixed.AddRange(block[..length]);
            }
        }

        _mixed = [.. mixed];
    }

    public static SourceRuns None { get; } = new(0, _ => 0);

    /// <summary>Memory that it takes.</summary>
    public long Bytes => (_blocks.LongLength * sizeof(int)) + (_mixed.LongLength * sizeof(ushort));

    public int this[int entry] => _blocks[entry >> Shift] is >= 0 and var source ? source : _mixed[~_blocks[entry >> Shift] + (entry & (BlockEntries - 1))];
}
