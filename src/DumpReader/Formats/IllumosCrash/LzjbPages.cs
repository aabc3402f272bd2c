using DumpReader.Bytes;
using DumpReader.Pages;
using DumpReader.Problems;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>Pages compressed with lzjb, each for itself.</summary>
/// <param name="places">Where each page lies, by index.</param>
internal sealed class LzjbPages(IByteSource file, DumpHeader header, StoredPage[] places, string name, Action<Problem> report)
    : VmdumpPages(header)
{
    private readonly InflatedCache _cache = new(Limits.InflatedBytes);

    protected override bool TryPage(long index, out ReadOnlySpan<byte> page)
    {
        page = default;
        StoredPage place = places[index];
        if (!place.IsThere)
        {
            return false;
        }

        if (_cache.Find(index) is not { } inflated)
        {
            inflated = Inflate(file, place);
            if (inflated is null)
            {
                report(new Problem("MDB125",
                    $"{name}: page {index} at offset {place.Offset} does not expand to {PageSize} bytes; it is lost"));
                return false;
            }

            _cache.Add(index, inflated);
        }

        page = inflated;
        return true;
    }
}
