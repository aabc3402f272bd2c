using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Problems;

namespace DumpReader.Formats.IllumosCrash.Kept;

/// <summary>
/// The places of all pages in a kept index: runs of pages that follow each other in the file, each behind its size of 4 bytes, and then the
/// stored length of every page. Some 2 bytes a page.
/// </summary>
/// <remarks>Number of runs (4 bytes), for each its offset (8) and how many pages it has (4); the lengths (2 each).</remarks>
internal static class LzjbIndex
{
    private const int PageSize = 4096;
    private const int SizeBytes = 4;

    /// <param name="places">Of all pages, none missing.</param>
    public static byte[] Write(StoredPage[] places)
    {
        var runs = new List<(long Offset, int Count)>();
        long next = -1;
        foreach (StoredPage place in places)
        {
            if (place.Offset == next)
            {
                runs[^1] = (runs[^1].Offset, runs[^1].Count + 1);
            }
            else
            {
                runs.Add((place.Offset, 1));
            }

            next = place.Offset + place.Length + SizeBytes;
        }

        var output = new MemoryStream();
        using var writer = new BinaryWriter(output);
        writer.Write(runs.Count);
        foreach ((long offset, int count) in runs)
        {
            writer.Write(offset);
            writer.Write(count);
        }

        foreach (StoredPage place in places)
        {
            writer.Write((ushort)place.Length);
        }

        writer.Flush();
        return output.ToArray();
    }

    /// <summary>The places that were written; null where they are not those of every page inside of the data of the dump.</summary>
    public static StoredPage[]? Read(ReadOnlySpan<byte> contents, CompressedDump dump)
    {
        try
        {
            var cursor = new Cursor(contents);
            int count = cursor.Int32();
            if (count < 0 || count > dump.Header.PageCount)
            {
                return null;
            }

            var runs = new Cursor(cursor.Take(checked(count * 12)));
            ReadOnlySpan<byte> lengths = cursor.Take(checked((int)dump.Header.PageCount * 2));
            var places = new StoredPage[dump.Header.PageCount];
            int page = 0;
            for (int i = 0; i < count; i++)
            {
                long offset = runs.Int64();
                int pages = runs.Int32();
                if (pages < 0 || pages > places.Length - page)
                {
                    return null;
                }

                for (int end = page + pages; page < end; page++)
                {
                    int length = BinaryPrimitives.ReadUInt16LittleEndian(lengths[(page * 2)..]);
                    if (length is 0 or > PageSize || offset < dump.Header.Data + SizeBytes || offset > dump.End - length)
                    {
                        return null;
                    }

                    places[page] = new StoredPage(offset, length);
                    offset += length + SizeBytes;
                }
            }

            return page == places.Length && cursor.Remaining == 0 ? places : null;
        }
        catch (Exception e) when (e is DumpException or OverflowException)
        {
            return null;
        }
    }
}
