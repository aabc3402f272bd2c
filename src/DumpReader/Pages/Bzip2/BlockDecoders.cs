using System.Collections.Concurrent;

namespace DumpReader.Pages.Bzip2;

/// <summary>Decoders that are used again, as many as there have been threads decoding at once. Safe for concurrent use.</summary>
internal sealed class BlockDecoders
{
    private readonly ConcurrentBag<BlockDecoder> _idle = [];

    public BlockDecoder Rent() => _idle.TryTake(out BlockDecoder? decoder) ? decoder : new BlockDecoder();

    /// <summary>Takes back one whose text is not used any more.</summary>
    public void Return(BlockDecoder decoder) => _idle.Add(decoder);
}
