using System.Buffers.Binary;
using CsCheck;
using DumpReader.Bytes;
using DumpReader.Formats.IllumosCrash;

namespace DumpReader.Tests.Formats;

/// <summary>Pages stored one by one, followed from several places: the same as followed from the first.</summary>
public class SerialPagesTests
{
    private const int LeastLane = 20_000;

    [Fact]
    public void What_is_found_is_what_a_plain_pass_finds() =>
        Gen.Select(Gen.Int[1, 4096], Gen.Int[0, 2000], Gen.Int, Gen.Int[0, 3]).Sample((longest, count, seed, damage) =>
        {
            byte[] bytes = Data(longest, count, new Random(seed), damage);
            var expected = new List<StoredPage>();
            long end = Plain(bytes, 0, count, expected);
            var found = new List<StoredPage>();
            long next = SerialPages.Follow(new MemorySource(bytes), 0, bytes.Length, count, found, null, LeastLane);
            Assert.Equal(end, Plain(bytes, (int)next, count, found)); // where a guess was wrong, a plain pass does the rest
            Assert.Equal(expected, found);
        }, iter: 200, threads: 1);

    [Fact]
    public void Several_places_are_used_where_there_is_room_and_all_is_found()
    {
        byte[] bytes = Data(1000, 2000, new Random(1), damage: 0, isMisleading: false);
        var counting = new CountingSource(new MemorySource(bytes));
        var found = new List<StoredPage>();
        SerialPages.Follow(counting, 0, bytes.Length, 2000, found, null, LeastLane);
        Assert.Equal(2000, found.Count);
        Assert.InRange(counting.Backward, 100, int.MaxValue); // a plain pass never goes back
    }

    private static byte[] Data(int longest, int count, Random random, int damage, bool isMisleading = true)
    {
        var bytes = new List<byte>();
        for (int i = 0; i < count; i++)
        {
            var page = new byte[random.Next(1, longest + 1)];
            switch (random.Next(3))
            {
                case 0:
                    random.NextBytes(page);
                    break;
                case 1 when isMisleading: // looks like pages itself
                    for (int at = 0; at + 4 <= page.Length; at += 16)
                    {
                        page[at] = 12;
                    }

                    break;
            }

            var size = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(size, page.Length);
            bytes.AddRange(size);
            bytes.AddRange(page);
        }

        bytes.AddRange(new byte[4]);
        byte[] data = [.. bytes];
        for (int i = 0; i < damage; i++)
        {
            data[random.Next(data.Length)] ^= (byte)random.Next(1, 256);
        }

        return data;
    }

    private static long Plain(byte[] bytes, int offset, int most, List<StoredPage> pages)
    {
        while (pages.Count < most && offset + 4 <= bytes.Length)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(offset));
            if (length is <= 0 or > 4096 || length > bytes.Length - offset - 4)
            {
                break;
            }

            pages.Add(new StoredPage(offset + 4, length));
            offset += 4 + length;
        }

        return offset;
    }

    private sealed class CountingSource(IByteSource source) : IByteSource
    {
        private long _last;

        public int Backward { get; private set; }

        public long Length => source.Length;

        public int Read(long offset, Span<byte> buffer) => source.Read(offset, buffer);

        public bool TrySpan(long offset, int length, out ReadOnlySpan<byte> bytes)
        {
            Backward += offset < _last ? 1 : 0;
            _last = offset;
            return source.TrySpan(offset, length, out bytes);
        }

        public void Dispose() => source.Dispose();
    }
}
