using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Problems;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>
/// A dump as the kernel wrote it: a dump device, or the vmdump that savecore copied from it. Both have a header in front of the
/// data and a copy of it in the last 64 KiB.
/// </summary>
/// <param name="Header">The header that is believed.</param>
/// <param name="Data">Null where it is missing.</param>
/// <param name="HeaderOffset">Where that header lies.</param>
/// <param name="End">Offset behind the last byte that can be data.</param>
internal sealed record CompressedDump(DumpHeader Header, DataHeader? Data, long HeaderOffset, long End)
{
    private const long Block = 64 << 10;

    /// <summary>Whether a file that does not begin with a header is the image of a dump device.</summary>
    public static bool IsDevice(IByteSource file) => HasMagic(file, LastBlock(file)) || HasMagic(file, Block);

    /// <summary>
    /// Finds and checks both headers; null where the file begins with that of an expanded dump or has none. Where the two differ the
    /// later one counts, unless only the first is sound; that is reported. Throws <see cref="DumpException"/> where neither is.
    /// </summary>
    public static CompressedDump? Find(IByteSource file, string name, Action<Problem> report)
    {
        long end = LastBlock(file);
        bool atStart = HasMagic(file, 0);
        if (atStart ? (Raw(file, 0).Flags & DumpFlags.Compressed) == 0 : !IsDevice(file))
        {
            return null;
        }

        DumpHeader? last = HasMagic(file, end) ? TryCheck(file, end, name, out _) : null;
        long start = atStart ? 0 : last is null ? Block : last.Start;
        DumpHeader? first = TryCheck(file, start, name, out DumpException? wrong);
        DumpHeader header = last ?? first ?? throw wrong!;
        if (last is null)
        {
            report(new Problem("MDB123",
                $"{name}: no sound header in the last 64 KiB, at offset {end}; taking the one at offset {start}"));
        }
        else if (first is null || WithoutValid(first) != WithoutValid(last))
        {
            report(new Problem("MDB123",
                $"{name}: initial dump header corrupt: the one at offset {start} differs from that at {end}, which is taken"));
        }

        DataHeader? data = last is null ? null : DataHeader.Read(file, end + DumpHeader.Size);
        if (data is not null && data.Version != DataHeader.ExpectedVersion)
        {
            throw new DumpException(new Problem("MDB110", $"cannot open compressed dump; decompress using savecore -f {name}"));
        }

        if (header.PageCount > Limits.IndexedPages)
        {
            throw new DumpException(new Problem("MDB108",
                $"{name}: dump_npages is {header.PageCount}, expected {Limits.IndexedPages} at most in a compressed dump"));
        }

        long limit = last is null ? file.Length : end;
        long stored = data is null || data.StoredSize <= 0 ? long.MaxValue : data.StoredSize;
        return new CompressedDump(header, data, last is null ? start : end, stored < limit - header.Data ? header.Data + stored : limit);
    }

    /// <summary>savecore clears this flag in one of the two when it has expanded the dump.</summary>
    private static DumpHeader WithoutValid(DumpHeader header) => header with { Flags = header.Flags & ~DumpFlags.Valid };

    private static DumpHeader? TryCheck(IByteSource file, long offset, string name, out DumpException? wrong)
    {
        wrong = null;
        try
        {
            return DumpHeaderChecks.ReadChecked(file, name, offset, isCompressed: true);
        }
        catch (DumpException e)
        {
            wrong = e;
            return null;
        }
    }

    private static DumpHeader Raw(IByteSource file, long offset)
    {
        Span<byte> bytes = stackalloc byte[DumpHeader.Size];
        bytes.Clear();
        file.Read(offset, bytes);
        var cursor = new Cursor(bytes);
        return DumpHeader.Read(ref cursor);
    }

    /// <summary>Offset of the last 64 KiB that begin at a multiple of 64 KiB: where the copy of the header lies.</summary>
    public static long LastBlock(IByteSource file) => Math.Max(0, file.Length - Block) & ~(Block - 1);

    private static bool HasMagic(IByteSource file, long offset)
    {
        Span<byte> magic = stackalloc byte[4];
        return file.Read(offset, magic) == 4 && BinaryPrimitives.ReadUInt32LittleEndian(magic) == DumpHeader.ExpectedMagic;
    }
}
