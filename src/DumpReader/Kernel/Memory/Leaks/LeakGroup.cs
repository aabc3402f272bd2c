namespace DumpReader.Kernel.Memory.Leaks;

/// <summary>How much is known of a leaked buffer. The numbers are those of stock mdb and order the groups.</summary>
internal enum LeakKind { Segment = 0, Buffer = 1, AuditedBuffer = 2 }

/// <summary>Leaked buffers of one cache, or of the arenas, that were allocated in one way.</summary>
internal sealed class LeakGroup(LeakKind kind, KmemCache? cache, ulong[] frames)
{
    private const int Buckets = 127;

    public LeakKind Kind { get; } = kind;

    /// <summary>Null for segments of arenas.</summary>
    public KmemCache? Cache { get; } = cache;

    /// <summary>The stack of the allocation without what all share: of audited buffers the first frame is left out.</summary>
    public IReadOnlyList<ulong> Frames => frames;

    /// <summary>The oldest of them: an entry of the table of buffers.</summary>
    public int Oldest { get; internal set; }

    /// <summary>When the oldest was allocated; 0 where that was not noted.</summary>
    public ulong Timestamp { get; internal set; }

    public long Count { get; internal set; }

    public ulong Bytes { get; internal set; }

    public ulong Smallest { get; internal set; } = ulong.MaxValue;

    public ulong Largest { get; internal set; }

    /// <summary>The chain of stock mdb's table that the group is on; walks go from chain to chain and never reach the last.</summary>
    public int Bucket { get; } = (int)(frames.Aggregate((ulong)kind, (sum, frame) => unchecked(sum + frame)) % Buckets);

    public static int WalkedBuckets => Buckets - 1;
}
