using DumpReader.Bytes;

namespace DumpReader.Kernel.Memory;

/// <summary>
/// Allocated buffers of many sources, looked up by any address inside: 12 bytes each, and 2 more where sources lie mixed. Filled source by
/// source, then sorted once; from then on entries are numbered by ascending address and the table is safe for concurrent use.
/// </summary>
internal sealed class BufferTable
{
    private const int SampleShift = 6;

    private readonly List<BufferSource> _sources = [];
    private readonly List<int> _firsts = [];
    private readonly List<VmemSegment> _pieces = [];
    private ulong[] _bases;
    private int[] _order = [];
    private SourceRuns _sourceOf = SourceRuns.None;
    private ulong[] _sizes = [];
    private ulong[] _samples = [];

    /// <param name="expected">How many buffers are expected; any number may be added.</param>
    public BufferTable(ulong expected) => _bases = new ulong[Math.Min(expected, Limits.ExpectedBuffers - 16) + 16];

    public int Count { get; private set; }

    /// <summary>Memory that the table itself takes.</summary>
    public long Bytes => (_bases.LongLength * sizeof(ulong)) + (_order.LongLength * sizeof(int)) + _sourceOf.Bytes;

    /// <summary>The lowest base.</summary>
    public ulong Lowest { get; private set; } = ulong.MaxValue;

    /// <summary>The highest address behind a buffer.</summary>
    public ulong Highest { get; private set; }

    /// <summary>True once there are as many buffers as can be numbered.</summary>
    public bool IsFull => Count == Limits.Buffers;

    /// <summary>What is said where there is no room for more.</summary>
    public KmemFault Overflow => KmemFault.Damaged($"more than {Count} buffers of {_sources.Count} caches and arenas: the rest is left out", 0);

    /// <summary>
    /// After <see cref="Sort"/>: the number that each entry had when it was added. The caller may keep the array and write to it; the table has
    /// no more use for it.
    /// </summary>
    public int[] Order => _order;

    /// <summary>
    /// After <see cref="Sort"/>: the entries in the order in which they were added. The table has no <see cref="Order"/> any more.
    /// </summary>
    public int[] TakeOrder()
    {
        int[] order = _order;
        _order = [];
        Permutation.Invert(order);
        return order;
    }

    /// <summary>Adds a source; its buffers are added next.</summary>
    /// <returns>False where there are too many sources.</returns>
    public bool TryAddSource(BufferSource source)
    {
        bool hasRoom = _sources.Count < ushort.MaxValue;
        if (hasRoom)
        {
            _sources.Add(source);
            _firsts.Add(Count);
        }

        return hasRoom;
    }

    /// <summary>Adds a buffer of the last source, a cache.</summary>
    public void Add(ulong start) => Add(start, start + _sources[^1].BufferSize);

    /// <summary>Adds a piece of the last source, an arena.</summary>
    public void AddPiece(in VmemSegment segment)
    {
        _pieces.Add(segment);
        Add(segment.Start, segment.End);
    }

    public void Sort()
    {
        _order = new int[Count];
        for (int i = 0; i < Count; i++)
        {
            _order[i] = i;
        }

        Array.Sort(_bases, _order, 0, Count);
        _pieces.Sort((a, b) => a.Start.CompareTo(b.Start));
        _sizes = [.. _sources.Select(s => s.BufferSize)];
        _sourceOf = new SourceRuns(Count, SourceOf);
        _samples = new ulong[(Count + (1 << SampleShift) - 1) >> SampleShift];
        for (int i = 0; i < Count; i += 1 << SampleShift)
        {
            _samples[i >> SampleShift] = _bases[i];
        }

        // Of sources that begin at the same number all but the last are empty.
        ushort SourceOf(int entry)
        {
            int source = _firsts.BinarySearch(_order[entry]);
            source = source < 0 ? ~source - 1 : source;
            while (source + 1 < _firsts.Count && _firsts[source + 1] == _firsts[source])
            {
                source++;
            }

            return (ushort)source;
        }
    }

    public ulong Start(int entry) => _bases[entry];

    public ulong End(int entry)
    {
        int source = _sourceOf[entry];
        return _sources[source].Cache is not null ? _bases[entry] + _sizes[source] : Piece(entry).End;
    }

    public BufferSource Source(int entry) => _sources[_sourceOf[entry]];

    /// <summary>The segment that an entry of an arena is.</summary>
    public VmemSegment Piece(int entry)
    {
        int low = 0;
        for (int high = _pieces.Count; low < high;)
        {
            int middle = (low + high) >>> 1;
            (low, high) = _pieces[middle].Start <= _bases[entry] ? (middle + 1, high) : (low, middle);
        }

        return low > 0 ? _pieces[low - 1] : default;
    }

    /// <summary>The buffer that an address lies in.</summary>
    public bool TryFind(ulong address, out int entry)
    {
        entry = -1;
        if (address < Lowest || address >= Highest)
        {
            return false;
        }

        // The samples stay in the processor's cache; the last steps touch one or two lines of the table itself.
        int sample = LastAtOrBelow(_samples, 0, _samples.Length, address);
        int first = sample << SampleShift;
        entry = sample < 0 ? -1 : LastAtOrBelow(_bases, first, Math.Min(first + (1 << SampleShift), Count), address);
        return entry >= 0 && address < End(entry);
    }

    /// <summary>The first entry that is empty or upside down, or reaches into the one behind it; null where there is none.</summary>
    public int? FirstContradiction()
    {
        for (int i = 0; i < Count; i++)
        {
            if (End(i) <= Start(i) || (i + 1 < Count && End(i) > Start(i + 1)))
            {
                return i;
            }
        }

        return null;
    }

    private void Add(ulong start, ulong end)
    {
        if (Count == _bases.Length)
        {
            Array.Resize(ref _bases, (int)Math.Min(Limits.Buffers, (long)Count * 2));
        }

        _bases[Count++] = start;
        Lowest = Math.Min(Lowest, start);
        Highest = Math.Max(Highest, end);
    }

    private static int LastAtOrBelow(ulong[] sorted, int low, int high, ulong value)
    {
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = sorted[middle] <= value ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }
}
