using System.Buffers.Binary;
using CsCheck;
using DumpReader.Bytes;
using DumpReader.Scans;
using DumpReader.Spaces;
using DumpReader.Targets;
using DumpReader.Tests.Support;

namespace DumpReader.Tests.Scans;

public class WordSearchTests
{
    private const ulong Heap = 0xfffffe0000000000;
    private const int PageCount = 24;

    /// <summary>Pages of few different bytes, so that every search finds something; some in a row in the file, some not, some missing.</summary>
    private static readonly Gen<(ulong Pfn, ulong Seed)[]> AnyMemory = Gen.Select(Gen.ULong[0, 40], Gen.ULong[0, 3]).Array[PageCount];

    private static readonly Gen<AddressRange[]> AnyRanges = Gen.Select(Gen.ULong[0, PageCount * 4096 / 8], Gen.ULong[0, 4000])
        .Select((start, words) => new AddressRange(Heap + (start * 8), Heap + (start * 8) + (words * 8))).Array[0, 6];

    private static readonly Gen<(int Size, int Kind, ulong Value, ulong Other)> AnyQuestion =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.ULong[0, 3], Gen.ULong[0, 0x303]);

    [Fact]
    public void Search_in_parts_on_many_threads_equals_a_plain_one() =>
        Gen.Select(AnyMemory, AnyRanges, AnyQuestion, Gen.ULong[1, 30_000], Gen.Int[1, 5]).Sample((memory, ranges, question, partBytes, workers) =>
        {
            using KernelTarget target = Open(memory);
            int size = 1 << question.Size;
            ulong mask = question.Other | 0xff;
            (WordSearch? search, Func<ulong, bool> matches) = question.Kind switch
            {
                0 => (WordSearch.Equal(size, question.Value), (Func<ulong, bool>)(w => w == question.Value)),
                1 => (WordSearch.Masked(size, question.Value, mask), w => (w & mask) == (question.Value & mask)),
                _ => (WordSearch.Near(size, question.Value, question.Other & 0x7f), w => w == question.Value || w - question.Value < (question.Other & 0x7f)),
            };
            WordHit[] expected = [.. ranges.SelectMany(r => Plainly(target.Memory, r, size, matches))];
            var parts = new MemoryParts(target.Memory, ranges, partBytes);
            PartHits[] found = [.. search!.Find(target.Memory, parts, new FakeControl(), workers)];
            Assert.Equal(expected, found.SelectMany(p => p.Hits));
            Assert.Equal(ranges.Any(r => Bytes(target.Memory, r).Any()), found.Any(p => p.SawMemory));
        }, iter: 120);

    [Fact]
    public void Parts_are_the_ranges_in_order() =>
        Gen.Select(AnyRanges, Gen.ULong[1, 20_000]).Sample((ranges, partBytes) =>
        {
            using KernelTarget target = Open([]);
            var parts = new MemoryParts(target.Memory, ranges, partBytes);
            AddressRange[] pieces = [.. Enumerable.Range(0, parts.Count).SelectMany(parts.Part)];
            Assert.All(pieces, p => Assert.NotEqual(0UL, p.Length));
            Assert.Equal(ranges.SelectMany(Words), pieces.SelectMany(Words));
            Assert.All(Enumerable.Range(0, parts.Count), i =>
                Assert.InRange(parts.Part(i).Aggregate(0UL, (sum, p) => sum + p.Length), 1UL, partBytes + 4095));
        }, iter: 100);

    [Fact]
    public void A_value_that_does_not_fit_the_size_is_nowhere()
    {
        Assert.Null(WordSearch.Equal(2, 0x12345));
        Assert.Null(WordSearch.Masked(1, 0x100, ulong.MaxValue));
        Assert.Null(WordSearch.Near(4, 1UL << 32, 1));
        Assert.NotNull(WordSearch.Masked(1, 0x101, 0xff));
    }

    [Fact]
    public void Of_a_range_as_large_as_memory_only_what_is_there_is_searched()
    {
        var dump = new MiniDump();
        dump.Page(MiniDump.Kas, 0xfffffffffffff000, 3).Page(MiniDump.Kas, Heap, 7).Page(MiniDump.Kas, Heap + 0x1000, 8).Page(MiniDump.User, Heap - 0x1000, 9);
        using KernelTarget target = DumpOpener.OpenKernel(new MemorySource(dump.Build()), "vmcore.0");
        AddressRange[] all = [new(8, ulong.MaxValue)];
        Assert.Equal([new(Heap, Heap + 0x2000), new(0xfffffffffffff000, ulong.MaxValue)], target.Memory.Present(all[0]));
        var parts = new MemoryParts(target.Memory, all);
        WordHit[] hits = [.. WordSearch.Equal(8, (8UL << 16) | 16)!.Find(target.Memory, parts, new FakeControl()).SelectMany(p => p.Hits)];
        Assert.Equal([new WordHit(Heap + 0x1010, (8UL << 16) | 16)], hits);
    }

    private static KernelTarget Open((ulong Pfn, ulong Seed)[] memory)
    {
        var dump = new MiniDump();
        dump.Page(MiniDump.Kas, Heap + (PageCount << 12), 100);
        for (int i = 0; i < memory.Length; i++)
        {
            if (memory[i].Seed != 0)
            {
                dump.Page(MiniDump.Kas, Heap + ((ulong)i << 12), memory[i].Pfn);
                var random = new Random((int)memory[i].Pfn);
                byte[] page = dump.Pages[memory[i].Pfn];
                for (int at = 0; at < page.Length; at++)
                {
                    page[at] = (byte)(random.Next(8) == 0 ? random.Next(4) : 0);
                }
            }
        }

        return DumpOpener.OpenKernel(new MemorySource(dump.Build()), "vmcore.0");
    }

    private static IEnumerable<WordHit> Plainly(AddressSpace memory, AddressRange range, int size, Func<ulong, bool> matches)
    {
        for (ulong at = range.Start; at + (ulong)size <= range.End; at += (ulong)size)
        {
            var word = new byte[8];
            if (memory.Read(at, word.AsSpan(0, size)) == size && BinaryPrimitives.ReadUInt64LittleEndian(word) is var value && matches(value))
            {
                yield return new WordHit(at, value);
            }
        }
    }

    private static IEnumerable<ulong> Words(AddressRange range)
    {
        for (ulong at = range.Start; at < range.End; at += 8)
        {
            yield return at;
        }
    }

    private static IEnumerable<ulong> Bytes(AddressSpace memory, AddressRange range) => Words(range).Where(at => memory.TryReadUInt64(at, out _));
}
