using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Formats.IllumosCrash.Kept;
using DumpReader.Problems;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>Pages compressed with lzjb, each for itself.</summary>
/// <param name="places">Where each page lies, by index.</param>
internal sealed class LzjbPages(
    IByteSource file, DumpHeader header, StoredPage[] places, string name, Action<Problem> report, VmdumpSettings? settings = null)
    : VmdumpPages(file, header, name, report, settings)
{
    private StoredPage[] _places = places;

    /// <summary>What the places cost, where they were found now.</summary>
    public IndexWork? Work { get; init; }

    /// <summary>Finds the places again, where they were kept: asked once the dump does not hold what they say.</summary>
    public Once<StoredPage[]>? Anew { get; init; }

    public override bool IsFromKept => Anew is { IsMade: false };

    protected override bool TryLoad(long index, Span<byte> page)
    {
        StoredPage place = Volatile.Read(ref _places)[index];
        if (Anew is not null)
        {
            if (HasSizeAhead(place) && TryInflate(index, place, page, isQuiet: true))
            {
                return true;
            }

            Volatile.Write(ref _places, Anew.Value);
            place = Anew.Value[index];
        }

        return place.IsThere && TryInflate(index, place, page);
    }

    protected override (IndexKind Kind, byte[] Bytes)? WorthKeeping(TimeSpan cost) =>
        Work is { IsSound: true } work && work.Spent >= cost ? (IndexKind.LzjbPages, LzjbIndex.Write(_places)) : null;

    /// <summary>In every encoding the size of a page stands in the 4 bytes in front of it.</summary>
    private bool HasSizeAhead(StoredPage place)
    {
        Span<byte> size = stackalloc byte[4];
        return place.IsThere && File.Read(place.Offset - 4, size) == 4 && BinaryPrimitives.ReadInt32LittleEndian(size) == place.Length;
    }
}
