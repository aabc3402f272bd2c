using CsCheck;
using DumpReader.Bytes;
using DumpReader.Kernel.Memory;
using DumpReader.Kernel.Memory.Leaks;
using DumpReader.Spaces;
using DumpReader.Tests.Scans;
using Shared;

namespace DumpReader.Tests.Kernel.Memory;

public class LeakMarkerTests
{
    private const ulong Heap = 0xfffffe0000000000;
    private const ulong Roots = 0xfffffffffbc00000;

    /// <summary>Pieces of a heap: bytes of the gap ahead of each, and its size, in words.</summary>
    private static readonly Gen<(ulong Gap, ulong Words)[]> AnyBuffers =
        Gen.Select(Gen.ULong[0, 3], Gen.Frequency((8, Gen.ULong[1, 12]), (1, Gen.ULong[500, 5000]))).Array[1, 150];

    private static readonly Gen<(int From, int Word, int To, int Into)[]> AnyPointers =
        Gen.Select(Gen.Int[-30, 149], Gen.Int[0, 4999], Gen.Int[0, 149], Gen.Int[-9, 99]).Array[0, 400];

    [Fact]
    public void Marks_and_counters_are_those_of_a_plain_search() =>
        Gen.Select(AnyBuffers, AnyPointers, Gen.Int[0, 60].Array[0, 4], Gen.ULong[1, 30_000]).Sample((buffers, pointers, holes, rootWords) =>
        {
            (FakeMemory memory, AddressRange[] ranges) = Build(buffers, pointers, holes, rootWords);
            AddressRange[] roots = [new(Roots, Roots + (rootWords * 8)), new(Roots + 8, Roots + 0x18), new(Roots + 8, Roots)];
            BufferTable table = Table(ranges);
            var marker = new LeakMarker(table, memory);
            int faults = 0;
            LeakCounters counters = marker.Mark(roots, new FakeControl(), _ => faults++);
            var plain = new PlainSearch(memory, ranges);
            plain.Mark(roots);
            Assert.Equal(plain.Counters, counters);
            Assert.Equal(plain.Faults, faults);
            Assert.Equal(plain.Marked, Enumerable.Range(0, ranges.Length).Where(marker.IsMarked).ToHashSet());
        }, iter: 60);

    [Fact]
    public void A_list_of_any_length_is_followed_to_its_end()
    {
        const int Count = 100_000;
        var memory = new FakeMemory();
        for (int i = 0; i < Count; i++)
        {
            memory.WriteUInt64(Heap + ((ulong)i * 16), Heap + ((ulong)(i + 1) * 16) + (i + 1 < Count ? 3UL : 0));
        }

        memory.WriteUInt64(Roots, Heap);
        var marker = new LeakMarker(Table([.. Enumerable.Range(0, Count).Select(i => AddressRange.Sized(Heap + ((ulong)i * 16), 16))]), memory);
        LeakCounters counters = marker.Mark([AddressRange.Sized(Roots, 8)], new FakeControl(), _ => { });
        Assert.Equal(Count, counters.Follows);
        Assert.Equal(1, counters.Misses);
    }

    [Fact]
    public void Table_finds_the_buffer_around_every_address_and_no_other() => AnyBuffers.Sample(buffers =>
    {
        (_, AddressRange[] ranges) = Build(buffers, [], [], 1);
        BufferTable table = Table([.. ranges.Reverse()]);
        Assert.Null(table.FirstContradiction());
        for (ulong at = Heap - 16; at < ranges[^1].End + 16; at += 5)
        {
            int expected = Array.FindIndex(ranges, r => r.Contains(at));
            Assert.Equal(expected >= 0, table.TryFind(at, out int entry));
            Assert.True(expected < 0 || (entry == expected && table.Start(entry) == ranges[entry].Start && table.End(entry) == ranges[entry].End));
        }
    }, iter: 30);

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(ulong.MaxValue - 15)]
    public void Table_takes_buffers_whatever_number_was_promised(ulong expected)
    {
        var table = new BufferTable(expected);
        table.TryAddSource(new BufferSource(null));
        table.AddPiece(new VmemSegment(0, Heap, Heap + 16, VmemSegmentKind.Allocated));
        table.Sort();
        Assert.True(table.TryFind(Heap + 8, out _));
    }

    private static BufferTable Table(AddressRange[] ranges)
    {
        var table = new BufferTable(0);
        table.TryAddSource(new BufferSource(null));
        foreach (AddressRange range in ranges)
        {
            table.AddPiece(new VmemSegment(0, range.Start, range.End, VmemSegmentKind.Allocated));
        }

        table.Sort();
        return table;
    }

    private static (FakeMemory Memory, AddressRange[] Ranges) Build(
        (ulong Gap, ulong Words)[] buffers, (int From, int Word, int To, int Into)[] pointers, int[] holes, ulong rootWords)
    {
        var memory = new FakeMemory();
        var ranges = new AddressRange[buffers.Length];
        ulong at = Heap;
        for (int i = 0; i < buffers.Length; i++)
        {
            ranges[i] = AddressRange.Sized(at + (buffers[i].Gap * 8), buffers[i].Words * 8);
            at = ranges[i].End;
        }

        memory.Write(Heap, new byte[at + 64 - Heap]);
        memory.Write(Roots, new byte[rootWords * 8]);
        foreach ((int from, int word, int to, int into) in pointers)
        {
            AddressRange target = ranges[to % ranges.Length];
            (ulong start, ulong words) = from < 0 ? (Roots, rootWords) : (ranges[from % ranges.Length].Start, ranges[from % ranges.Length].Length / 8);
            memory.WriteUInt64(start + ((ulong)word % words * 8), unchecked(target.Start + (ulong)into));
        }

        foreach (int hole in holes)
        {
            memory.Drop((hole < 20 ? Roots : Heap) + ((ulong)hole << 12));
        }

        return (memory, ranges);
    }

    /// <summary>The same search as simple as it can be.</summary>
    private sealed class PlainSearch(FakeMemory memory, AddressRange[] buffers)
    {
        private const ulong PieceBytes = 16384;

        public HashSet<int> Marked { get; } = [];

        public LeakCounters Counters { get; private set; }

        public int Faults { get; private set; }

        public void Mark(IEnumerable<AddressRange> regions)
        {
            var waiting = new Queue<AddressRange>(regions);
            while (waiting.TryDequeue(out AddressRange region))
            {
                for (ulong at = region.Start; at < region.End; at += PieceBytes)
                {
                    var piece = new byte[Math.Min(PieceBytes, region.End - at)];
                    if (memory.Read(at, piece) < piece.Length)
                    {
                        Faults++;
                        break;
                    }

                    for (int i = 0; i < piece.Length; i += 8)
                    {
                        Look(BitConverter.ToUInt64(piece, i), waiting);
                    }
                }
            }
        }

        private void Look(ulong word, Queue<AddressRange> waiting)
        {
            int entry = Array.FindIndex(buffers, b => b.Contains(word));
            bool isOutside = word < buffers[0].Start || word > buffers[^1].End;
            bool isNew = entry >= 0 && Marked.Add(entry);
            Counters += new LeakCounters(1, isOutside ? 1 : 0, !isOutside && entry < 0 ? 1 : 0, entry >= 0 && !isNew ? 1 : 0, isNew ? 1 : 0);
            if (isNew)
            {
                waiting.Enqueue(buffers[entry]);
            }
        }
    }
}
