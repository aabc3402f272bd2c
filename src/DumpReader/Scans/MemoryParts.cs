using DumpReader.Bytes;
using DumpReader.Spaces;

namespace DumpReader.Scans;

/// <summary>
/// Ranges of memory cut into parts of about the same size, in the order of the ranges. A part is the end of one range, whole small ones, or
/// the beginning of another; cuts inside a range lie at page boundaries.
/// </summary>
internal sealed class MemoryParts
{
    /// <summary>Bytes of a part: long enough for the cost of handing it out, short enough to stop at once.</summary>
    public const ulong PartBytes = 256 << 10;

    /// <summary>Bytes of a part of much memory, where reading on without a break is worth more than many parts.</summary>
    private const ulong LargePartBytes = 2 << 20;

    /// <summary>Where there would be more parts than this they become larger, up to <see cref="LargePartBytes"/>.</summary>
    private const ulong ManyParts = 1024;

    /// <summary>More parts than this are not listed: they become larger instead.</summary>
    private const ulong MostParts = 65_536;

    private const ulong PageMask = AddressSpace.SmallestPage - 1;

    private readonly List<AddressRange> _ranges;
    private readonly List<(int Range, ulong Start)> _starts = [];

    /// <param name="space">Where the ranges lie; of a range much larger than the whole dump only what is there becomes parts.</param>
    /// <param name="ranges">In the order in which they are searched; they may overlap.</param>
    /// <param name="partBytes">Wanted size of a part; of much memory parts are larger.</param>
    public MemoryParts(AddressSpace space, IEnumerable<AddressRange> ranges, ulong partBytes = PartBytes)
    {
        _ranges = [.. ranges.SelectMany(space.Present).Where(r => r.Length > 0)];
        UInt128 total = 0;
        foreach (AddressRange range in _ranges)
        {
            total += range.Length;
        }

        ulong large = (ulong)UInt128.Min(total / ManyParts, LargePartBytes);
        Cut(Math.Max(Math.Max(partBytes, large), (ulong)(total / MostParts)));
    }

    public int Count => _starts.Count;

    /// <summary>The pieces of a part, in order; each within one range.</summary>
    public IEnumerable<AddressRange> Part(int index)
    {
        (int range, ulong start) = _starts[index];
        (int lastRange, ulong end) = index + 1 < _starts.Count ? _starts[index + 1] : (_ranges.Count, 0);
        for (; range < lastRange; range++)
        {
            yield return new AddressRange(start, _ranges[range].End);
            start = range + 1 < _ranges.Count ? _ranges[range + 1].Start : 0;
        }

        if (range < _ranges.Count && end > start)
        {
            yield return new AddressRange(start, end);
        }
    }

    private void Cut(ulong size)
    {
        ulong room = 0;
        for (int i = 0; i < _ranges.Count; i++)
        {
            AddressRange range = _ranges[i];
            ulong at = range.Start;
            while (at < range.End)
            {
                if (room == 0)
                {
                    _starts.Add((i, at));
                    room = size;
                }

                ulong left = range.End - at;
                if (left <= room)
                {
                    room -= left;
                    break;
                }

                // To the page boundary behind what fits; a range that ends before it is not cut.
                ulong cut = unchecked((at + room + PageMask) & ~PageMask);
                at = cut > at ? Math.Min(cut, range.End) : range.End;
                room = 0;
            }
        }
    }
}
