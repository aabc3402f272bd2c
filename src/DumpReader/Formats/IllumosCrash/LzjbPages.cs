using DumpReader.Bytes;
using DumpReader.Problems;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>Pages compressed with lzjb, each for itself.</summary>
/// <param name="places">Where each page lies, by index.</param>
internal sealed class LzjbPages(
    IByteSource file, DumpHeader header, StoredPage[] places, string name, Action<Problem> report, long cacheBytes = Limits.InflatedBytes)
    : VmdumpPages(file, header, name, report, cacheBytes)
{
    protected override byte[]? Load(long index) => places[index].IsThere ? Inflate(index, places[index]) : null;
}
