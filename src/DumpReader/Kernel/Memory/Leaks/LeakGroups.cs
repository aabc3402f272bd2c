namespace DumpReader.Kernel.Memory.Leaks;

/// <summary>The leaked buffers of a table, gathered by cache and stack. Buffers of one group are chained, 4 bytes each.</summary>
internal sealed class LeakGroups
{
    private const int End = -1;

    private readonly KmemAllocator _allocator;
    private readonly BufferTable _buffers;
    private readonly int[] _next;
    private readonly List<LeakGroup> _groups = [];
    private readonly Dictionary<Key, LeakGroup> _byKey = [];
    private readonly LeakedBufctls _bufctls;

    /// <param name="allocator">The allocator.</param>
    /// <param name="buffers">All buffers; the order is overwritten.</param>
    /// <param name="isReached">Whether an entry is not leaked.</param>
    public LeakGroups(KmemAllocator allocator, BufferTable buffers, Func<int, bool> isReached)
    {
        _allocator = allocator;
        _buffers = buffers;
        _next = buffers.Order;
        _bufctls = new LeakedBufctls(allocator, buffers, isReached);
        for (int entry = 0; entry < buffers.Count; entry++)
        {
            if (!isReached(entry))
            {
                Add(entry);
            }
        }
    }

    /// <summary>In the order in which their first buffers lie in memory.</summary>
    public IReadOnlyList<LeakGroup> All => _groups;

    /// <summary>Groups in the order of stock mdb's walks; those of the last bucket are never reached.</summary>
    public IEnumerable<LeakGroup> Walked =>
        _groups.Where(g => g.Bucket < LeakGroup.WalkedBuckets).OrderBy(g => g.Bucket);

    /// <summary>Entries of a group: the oldest, then the others, last found first.</summary>
    public IEnumerable<int> Entries(LeakGroup group)
    {
        for (int entry = group.Oldest; entry != End; entry = _next[entry])
        {
            yield return entry;
        }
    }

    /// <summary>What an address names among the leaked: the group of a bufctl, a vmem_seg, or a buffer that has neither.</summary>
    public LeakGroup? OfControl(ulong control) =>
        _groups.FirstOrDefault(g => Control(g.Oldest) == control) ?? _groups.FirstOrDefault(g => Entries(g).Any(e => Control(e) == control));

    /// <summary>Address of the structure that controls a leaked buffer: its bufctl, its vmem_seg; the buffer itself where it has neither.</summary>
    public ulong Control(int entry) => KindOf(entry) switch
    {
        LeakKind.Segment => _buffers.Piece(entry).Address,
        LeakKind.AuditedBuffer => _bufctls.Of(entry),
        _ => _buffers.Start(entry),
    };

    public ulong Start(int entry) => _buffers.Start(entry);

    private void Add(int entry)
    {
        LeakKind kind = KindOf(entry);
        KmemCache? cache = _buffers.Source(entry).Cache;
        LeakOrigin origin = kind switch
        {
            LeakKind.Segment => LeakOrigin.OfSegment(_allocator.Kernel, _buffers.Piece(entry).Address),
            LeakKind.AuditedBuffer => LeakOrigin.OfBufctl(_allocator, _bufctls.Of(entry)),
            _ when cache!.IsLite => LeakOrigin.OfTag(_allocator.Kernel, unchecked(_buffers.Start(entry) + cache.BuftagOffset)),
            _ => LeakOrigin.None,
        };
        var key = new Key(kind, cache?.Address ?? 0, origin.Frames);
        _next[entry] = End;
        if (!_byKey.TryGetValue(key, out LeakGroup? group))
        {
            group = new LeakGroup(kind, cache, origin.Frames) { Oldest = entry, Timestamp = origin.Timestamp };
            _byKey.Add(key, group);
            _groups.Add(group);
        }
        else if (origin.Timestamp < group.Timestamp)
        {
            _next[entry] = group.Oldest;
            (group.Oldest, group.Timestamp) = (entry, origin.Timestamp);
        }
        else
        {
            _next[entry] = _next[group.Oldest];
            _next[group.Oldest] = entry;
        }

        ulong size = _buffers.End(entry) - _buffers.Start(entry);
        group.Count++;
        group.Bytes += size;
        group.Smallest = Math.Min(group.Smallest, size);
        group.Largest = Math.Max(group.Largest, size);
    }

    private LeakKind KindOf(int entry) => _buffers.Source(entry).Cache switch
    {
        null => LeakKind.Segment,
        { IsAudited: true } => LeakKind.AuditedBuffer,
        _ => LeakKind.Buffer,
    };

    /// <summary>What buffers of one group have in common.</summary>
    private readonly record struct Key(LeakKind Kind, ulong Cache, ulong[] Frames)
    {
        public bool Equals(Key other) => Kind == other.Kind && Cache == other.Cache && Frames.AsSpan().SequenceEqual(other.Frames);

        public override int GetHashCode() =>
            Frames.Aggregate(HashCode.Combine(Kind, Cache), (hash, frame) => unchecked((hash * 31) + frame.GetHashCode()));
    }
}
