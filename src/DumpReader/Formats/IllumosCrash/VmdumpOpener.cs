using DumpReader.Bytes;
using DumpReader.Formats.IllumosCrash.Kept;
using DumpReader.Problems;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>Finds out how the data of a compressed dump is stored: from a kept index, or by going over it once.</summary>
internal static class VmdumpOpener
{
    public static VmdumpPages Open(IByteSource file, CompressedDump dump, string name, Action<Problem> report, VmdumpSettings? settings = null)
    {
        settings ??= new VmdumpSettings();
        return Restore(file, dump, name, report, settings) ?? Index(file, dump, name, report, settings);
    }

    private static VmdumpPages Index(IByteSource file, CompressedDump dump, string name, Action<Problem> report, VmdumpSettings settings)
    {
        var work = new IndexWork(report) { Progress = settings.Progress };
        BlockIndex blocks = work.Time(() => Blocks(file, dump, name, work.Report, settings));
        return blocks.IsBzip2(dump.Data)
            ? new Bzip2Pages(file, dump.Header, new Bzip2Streams(dump.Header.PageCount, blocks, name, work), name, report, settings)
            : new LzjbPages(file, dump.Header, work.Time(() => Places(file, dump, blocks, name, work.Report)), name, report, settings) { Work = work };
    }

    /// <summary>Null where there is no index of this dump. What it says is believed until the dump says otherwise.</summary>
    private static VmdumpPages? Restore(IByteSource file, CompressedDump dump, string name, Action<Problem> report, VmdumpSettings settings)
    {
        if (settings.Kept is not { } kept || !kept.TryLoad(out IndexKind kind, out ReadOnlyMemory<byte> contents))
        {
            return null;
        }

        var anew = new IndexWork(report) { Progress = settings.Progress };
        BlockIndex Again() => Blocks(file, dump, name, anew.Report, settings);
        if (kind == IndexKind.LzjbPages && LzjbIndex.Read(contents.Span, dump) is { } places)
        {
            return new LzjbPages(file, dump.Header, places, name, report, settings)
            {
                Work = anew,
                Anew = new(() => anew.Time(() => Places(file, dump, Again(), name, anew.Report))),
            };
        }

        if (kind == IndexKind.Bzip2Streams && Bzip2Index.Read(contents.Span, file, dump, name, new IndexWork(static _ => { })) is { } streams)
        {
            return new Bzip2Pages(file, dump.Header, streams, name, report, settings)
            {
                Anew = new(() => new Bzip2Streams(dump.Header.PageCount, anew.Time(Again), name, anew, isSecond: true)),
            };
        }

        return null;
    }

    private static BlockIndex Blocks(IByteSource file, CompressedDump dump, string name, Action<Problem> report, VmdumpSettings settings) =>
        BlockIndex.Read(file, dump, name, report, settings.Progress);

    private static StoredPage[] Places(IByteSource file, CompressedDump dump, BlockIndex blocks, string name, Action<Problem> report) =>
        LzjbStreams.Locate(file, blocks, dump.Header.PageCount, name, report);
}
