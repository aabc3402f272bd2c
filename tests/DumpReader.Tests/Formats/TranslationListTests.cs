using System.Buffers.Binary;
using CsCheck;
using DumpReader.Bytes;
using DumpReader.Formats.IllumosCrash;

namespace DumpReader.Tests.Formats;

public class TranslationListTests
{
    private const int FrameCount = 6;

    /// <summary>A list of (as, va, pfn) at the start; even frames 0, 2, ... 10 behind it.</summary>
    private static TranslationList List((ulong Space, ulong Page, ulong Frame)[] entries)
    {
        var bytes = new byte[(entries.Length * 24) + (FrameCount * 8)];
        for (int i = 0; i < entries.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * 24), entries[i].Space);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan((i * 24) + 8), entries[i].Page);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan((i * 24) + 16), entries[i].Frame);
        }

        for (int i = 0; i < FrameCount; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan((entries.Length * 24) + (i * 8)), (ulong)i * 2);
        }

        var header = new DumpHeader { Map = 0, TranslationCount = entries.Length, PfnTable = entries.Length * 24, PageCount = FrameCount };
        var file = new MemorySource(bytes);
        return new TranslationList(file, header, new PfnTable(file, header), "vmdump.0");
    }

    [Fact]
    public void Of_several_entries_for_a_page_the_last_one_with_a_frame_in_the_dump_counts()
    {
        TranslationList list = List([(1, 0x2000, 2), (1, 0x1000, 4), (1, 0x2000, 8), (1, 0x2000, 3), (2, 0x2000, 7)]);
        Assert.True(list.TryFind(1, 0x2000, out long index));
        Assert.Equal(4, index);
        Assert.False(list.TryFind(2, 0x2000, out _));
        Assert.False(list.TryFind(3, 0x2000, out _));
        Assert.True(list.Holds(1));
        Assert.False(list.Holds(3));
    }

    [Fact]
    public void Answers_as_the_map_made_of_the_list() =>
        Gen.Select(Gen.ULong[0, 3], Gen.ULong[0, 8], Gen.ULong[0, 12]).Array[0, 60].Sample(entries =>
        {
            TranslationList list = List(entries);
            for (ulong space = 0; space < 4; space++)
            {
                for (ulong page = 0; page < 9; page++)
                {
                    (ulong Space, ulong Page, ulong Frame)[] fitting =
                        [.. entries.Where(e => e.Item1 == space && e.Item2 == page && e.Item3 % 2 == 0 && e.Item3 < 2 * FrameCount)];
                    Assert.Equal(fitting.Length > 0, list.TryFind(space, page, out long index));
                    Assert.Equal(fitting.Length > 0 ? (long)fitting[^1].Frame / 2 : -1, index);
                }
            }
        });
}
