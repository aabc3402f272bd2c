using DumpReader.Bytes;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>The page frame numbers of a dump in ascending order (dump_pfn): the place of a number in it is the index of its page.</summary>
internal sealed class PfnTable(IByteSource file, DumpHeader header)
{
    public long Count => header.PageCount;

    /// <summary>The frame of the page with an index; false where the index or the file is too short.</summary>
    public bool TryGet(long index, out Pfn pfn)
    {
        ulong value = 0;
        bool found = (ulong)index < (ulong)Count && file.TryReadUInt64(header.PfnTable + (index * 8), out value);
        pfn = new Pfn(value);
        return found;
    }

    /// <summary>Binary search; the index of the page of a frame.</summary>
    public bool TryFind(Pfn pfn, out long index)
    {
        long low = 0;
        long high = Count - 1;
        while (low <= high)
        {
            index = low + ((high - low) >> 1);
            if (!TryGet(index, out Pfn found))
            {
                break;
            }

            if (found.Value == pfn.Value)
            {
                return true;
            }

            if (found.Value < pfn.Value)
            {
                low = index + 1;
            }
            else
            {
                high = index - 1;
            }
        }

        index = -1;
        return false;
    }
}
