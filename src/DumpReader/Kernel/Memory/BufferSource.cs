using DumpReader.Types;

namespace DumpReader.Kernel.Memory;

/// <summary>Where buffers come from: a cache whose buffers are all of one size, or an arena that hands out pieces of any size.</summary>
/// <param name="Cache">The cache; null for an arena.</param>
internal sealed record BufferSource(KmemCache? Cache)
{
    /// <summary>Bytes of each buffer; 0 for an arena.</summary>
    public ulong BufferSize { get; } = Cache?.BufSize ?? 0;

    /// <summary>What every buffer holds, where that is known; null else.</summary>
    public CType? Type { get; init; }

    /// <summary>
    /// Size of the buffers of the next smaller cache that serves requests of any size, 1 for the smallest: what a buffer holds is larger than
    /// that. 0 where the source does not serve such requests.
    /// </summary>
    public ulong Smaller { get; init; }
}
