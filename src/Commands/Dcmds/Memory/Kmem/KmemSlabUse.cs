using DumpReader.Bytes;
using DumpReader.Kernel.Memory;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>How the buffers of a cache are spread over its slabs.</summary>
internal sealed class KmemSlabUse
{
    private readonly long[] _used;
    private readonly List<KmemSlab> _partial = [];

    /// <summary>Looks at each slab.</summary>
    /// <param name="cache">The cache.</param>
    /// <param name="slabs">Its slabs.</param>
    /// <param name="fault">Told where a slab is said to have more buffers than is believed.</param>
    public KmemSlabUse(KmemCache cache, IEnumerable<KmemSlab> slabs, Action<KmemFault> fault)
    {
        Cache = cache;
        if (cache.MaxChunks > Limits.SlabChunks)
        {
            fault(KmemFault.Damaged($"slabs of cache {cache.Address:x} are said to have {cache.MaxChunks} buffers, expected at most {Limits.SlabChunks}", cache.Address));
        }

        MaxChunks = (int)Math.Min(cache.MaxChunks, Limits.SlabChunks);
        _used = new long[MaxChunks + 1];
        foreach (KmemSlab slab in slabs)
        {
            Slabs++;
            Unused += unchecked(slab.Chunks - slab.RefCount);
            if (slab.RefCount < slab.Chunks)
            {
                _partial.Add(slab);
            }

            if (slab.RefCount <= (ulong)MaxChunks)
            {
                _used[slab.RefCount]++;
            }
        }
    }

    public KmemCache Cache { get; }

    /// <summary>Buffers of a full slab.</summary>
    public int MaxChunks { get; }

    public long Slabs { get; private set; }

    /// <summary>Slabs with free buffers, most used first.</summary>
    public IReadOnlyList<KmemSlab> Partial => _partial;

    public long Complete => Slabs - _partial.Count;

    /// <summary>Buffers on free lists.</summary>
    public ulong Unused { get; }

    /// <summary>Free buffers among all, in tenths of a percent.</summary>
    public ulong WasteTenths
    {
        get
        {
            ulong hundredths = Cache.BufTotal == 0 ? 0 : unchecked(Unused * 10000) / Cache.BufTotal;
            return (hundredths / 100 * 10) + (((hundredths % 100) + 5) / 10);
        }
    }

    /// <summary>Slabs with a number of buffers in use from one bound to another, both included.</summary>
    public long Count(int from, int to)
    {
        long count = 0;
        for (int i = from; i <= to; i++)
        {
            count += _used[i];
        }

        return count;
    }

    /// <summary>
    /// Ranges of buffers in use for a distribution, from a full slab down: one for full slabs, the rest split what is between evenly.
    /// </summary>
    /// <param name="most">Most ranges; 0 for no bound.</param>
    /// <param name="smallest">Fewest buffers of a range; 0 for no bound.</param>
    public IReadOnlyList<(int From, int To)> Ranges(ulong most, ulong smallest)
    {
        int full = MaxChunks;
        if (full == 0)
        {
            return [];
        }

        int count = most > 1 ? (int)Math.Min((ulong)full, most) : full;
        if (smallest > 1)
        {
            count = Math.Min(count, 1 + (int)((ulong)(full - 1) / smallest));
            count = count < 2 && full > 1 ? 2 : count;
        }

        var ranges = new List<(int, int)> { (full, full) };
        int bins = count - 1;
        for (int i = bins - 1; i >= 0; i--)
        {
            int from = 1 + (int)((long)i * (full - 1) / bins);
            int next = 1 + (int)((long)(i + 1) * (full - 1) / bins);
            ranges.Add((from, next - 1));
        }

        return ranges;
    }
}
