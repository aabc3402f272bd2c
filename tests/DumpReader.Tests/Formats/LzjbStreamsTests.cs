using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Formats.IllumosCrash;

namespace DumpReader.Tests.Formats;

/// <summary>Streams of lzjb that say more than they hold.</summary>
public class LzjbStreamsTests
{
    private const int Pages = 1000;

    private static byte[] Head(long first, long count)
    {
        var head = new byte[StreamGroup.Size];
        StreamGroup.Magic.CopyTo(head);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(8), first);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(16), count);
        return head;
    }

    private static byte[] Page(byte value) => [1, 0, 0, 0, value];

    private static List<StreamGroup> Groups(byte[] stream, out StoredPage[] places)
    {
        using var file = new MemorySource(stream);
        var bytes = new StreamBytes(file);
        bytes.Add(0, stream.Length);
        var index = new BlockIndex();
        index.Streams.Add(1, bytes);
        var groups = new List<StreamGroup>();
        places = LzjbStreams.Locate(file, index, Pages, "vmdump.0", _ => { }, groups);
        return groups;
    }

    [Fact]
    public void A_group_has_no_more_pages_than_follow_its_head()
    {
        byte[] head = Head(10, Pages - 10);
        List<StreamGroup> groups = Groups([.. head, .. Page(5), .. Page(6), .. Enumerable.Repeat(head, 50).SelectMany(b => b)], out StoredPage[] places);
        Assert.Equal(2, places.Count(p => p.IsThere));
        Assert.Equal([new StreamGroup(10, 2), new StreamGroup(Pages, 0)], groups);
    }

    [Fact]
    public void Whole_groups_are_listed_in_the_order_of_the_stream()
    {
        List<StreamGroup> groups = Groups([.. Head(2, 2), .. Page(1), .. Page(2), .. Head(0, 1), .. Page(3)], out StoredPage[] places);
        Assert.Equal([true, false, true, true], places.Take(4).Select(p => p.IsThere));
        Assert.Equal([new StreamGroup(2, 2), new StreamGroup(0, 1), new StreamGroup(4, Pages - 4)], groups);
    }
}
