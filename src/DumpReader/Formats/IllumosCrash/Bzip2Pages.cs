using DumpReader.Bytes;
using DumpReader.Formats.IllumosCrash.Kept;
using DumpReader.Pages.Bzip2;
using DumpReader.Problems;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>Pages in bzip2 streams, which are inflated as far as the pages that are asked for.</summary>
internal sealed class Bzip2Pages(
    IByteSource file, DumpHeader header, Bzip2Streams streams, string name, Action<Problem> report, VmdumpSettings? settings = null)
    : VmdumpPages(file, header, name, report, settings, Environment.ProcessorCount * BlockDecoder.MostBytes)
{
    private readonly long _cacheBytes = settings?.CacheBytes ?? Limits.InflatedBytes;
    private Bzip2Streams _streams = streams;

    /// <summary>The streams from their start, where they were kept: asked once the dump does not hold what was kept.</summary>
    public Once<Bzip2Streams>? Anew { get; init; }

    public override bool IsFromKept => Anew is { IsMade: false };

    protected override bool TryLoad(long index, Span<byte> page)
    {
        Bzip2Streams streams = Volatile.Read(ref _streams);
        if (TryCopy(streams, index, page))
        {
            return true;
        }

        if (Anew is null || streams == Anew.Value)
        {
            return false;
        }

        Volatile.Write(ref _streams, Anew.Value);
        Cache.Clear();
        return TryCopy(Anew.Value, index, page);
    }

    protected override (IndexKind Kind, byte[] Bytes)? WorthKeeping(TimeSpan cost) =>
        _streams.Work is { IsSound: true } work && work.Spent >= cost ? (IndexKind.Bzip2Streams, Bzip2Index.Write(_streams)) : null;

    private bool TryCopy(Bzip2Streams streams, long index, Span<byte> page)
    {
        // Pages stored one by one follow those of the streams.
        long single = index - (Count - streams.Blocks.Pages.Count);
        return single >= 0 ? TryInflate(index, streams.Blocks.Pages[(int)single], page) : streams.TryCopy(index, page, Cache, _cacheBytes);
    }
}
