using DumpReader.Bytes;
using DumpReader.Formats.IllumosCrash.Kept;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>How a compressed dump is read.</summary>
internal sealed record VmdumpSettings
{
    /// <summary>Bytes of inflated data that are kept, and that may be in the making at once.</summary>
    public long CacheBytes { get; init; } = Limits.InflatedBytes;

    /// <summary>Told how far the index has come.</summary>
    public WorkProgress? Progress { get; init; }

    /// <summary>Where the index is kept; null for nowhere.</summary>
    public IndexFile? Kept { get; init; }

    /// <summary>An index that took less time to make is not kept.</summary>
    public TimeSpan KeptAfter { get; init; } = Limits.KeptIndexAfter;
}
