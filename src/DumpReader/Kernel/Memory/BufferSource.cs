namespace DumpReader.Kernel.Memory;

/// <summary>Where buffers come from: a cache whose buffers are all of one size, or an arena that hands out pieces of any size.</summary>
/// <param name="Cache">The cache; null for an arena.</param>
internal sealed record BufferSource(KmemCache? Cache)
{
    /// <summary>Bytes of each buffer; 0 for an arena.</summary>
    public ulong BufferSize { get; } = Cache?.BufSize ?? 0;
}
