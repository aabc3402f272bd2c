using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DumpReader.Bytes;
using DumpReader.Scans;
using DumpReader.Spaces;

namespace DumpReader.Kernel.Memory.Leaks;

/// <summary>
/// Finds the buffers that are reached from somewhere: every aligned word that points into a buffer, at its start or inside, reaches it, and
/// its own words are looked at in turn.
/// </summary>
/// <remarks>
/// All cores mark: each takes a part of the roots and follows what it reaches first, until nothing is left of it. Which thread reaches a
/// buffer first does not matter to the result: the set of buffers reached, and the counters, are the same in any order. Buffers that wait to
/// be looked at are chained through <c>_next</c>; a buffer is on one chain at most, so that the wait costs 4 bytes a buffer whatever the shape
/// of the data.
/// </remarks>
internal sealed class LeakMarker
{
    /// <summary>Memory is read in pieces of this size; of an unreadable one nothing is looked at.</summary>
    private const ulong PieceBytes = 16 << 10;

    private const ulong RootPartBytes = 64 << 10;
    private const int End = -1;

    private readonly BufferTable _buffers;
    private readonly AddressSpace _memory;
    private readonly int[] _next;
    private readonly int[] _marks;

    /// <param name="buffers">Sorted; its order is overwritten.</param>
    /// <param name="memory">The kernel's memory.</param>
    public LeakMarker(BufferTable buffers, AddressSpace memory)
    {
        _buffers = buffers;
        _memory = memory;
        _next = buffers.Order;
        _marks = new int[(buffers.Count + 31) / 32];
    }

    public bool IsMarked(int entry) => (Volatile.Read(ref _marks[entry >> 5]) & (1 << entry)) != 0;

    /// <summary>Marks all that is reached from the roots.</summary>
    /// <param name="roots">Ranges of memory; empty and upside-down ones are passed over.</param>
    /// <param name="control">May stop it: then too little is marked.</param>
    /// <param name="fault">Told of memory that is missing, by address.</param>
    public LeakCounters Mark(IEnumerable<AddressRange> roots, IScanControl control, Action<KmemFault> fault)
    {
        var missing = new List<MissingPiece>();
        var parts = new MemoryParts(_memory, roots.Select(root => Readable(Aligned(root), missing)), RootPartBytes);
        var counters = default(LeakCounters);
        foreach ((LeakCounters found, List<MissingPiece>? holes) in OrderedWork.Run(parts.Count, part => FromRoots(parts.Part(part), control), control))
        {
            counters += found;
            missing.AddRange(holes ?? []);
        }

        foreach (MissingPiece piece in missing.Order())
        {
            string what = $"[{piece.Region.Start:x}, {piece.Region.End:x}): couldn't read {piece.Length} bytes at {piece.Start:x}";
            fault(KmemFault.Unreadable(_memory, what, piece.Start));
        }

        return counters;
    }

    private (LeakCounters Found, List<MissingPiece>? Holes) FromRoots(IEnumerable<AddressRange> pieces, IScanControl control)
    {
        var found = default(LeakCounters);
        List<MissingPiece>? holes = null;
        int waiting = End;
        Span<byte> buffer = stackalloc byte[(int)AddressSpace.SmallestPage];
        foreach (AddressRange piece in pieces)
        {
            found += Look(piece, buffer, ref waiting);
        }

        for (int looked = 0; waiting != End && ((++looked & 0xfff) != 0 || !control.IsOver);)
        {
            int entry = waiting;
            waiting = _next[entry];
            var region = Aligned(new AddressRange(_buffers.Start(entry), _buffers.End(entry)));
            if (region.Length <= PieceBytes && _memory.TrySpan(region.Start, (int)region.Length, out ReadOnlySpan<byte> bytes))
            {
                found += Look(bytes, ref waiting);
                continue;
            }

            holes ??= [];
            found += Look(Readable(region, holes), buffer, ref waiting);
        }

        return (found, holes);
    }

    private LeakCounters Look(AddressRange region, Span<byte> buffer, ref int waiting)
    {
        var found = default(LeakCounters);
        for (var run = new MemoryRun(_memory, region, buffer); run.Next();)
        {
            found += Look(run.Bytes, ref waiting);
        }

        return found;
    }

    private LeakCounters Look(ReadOnlySpan<byte> bytes, ref int waiting)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        ref ulong first = ref MemoryMarshal.GetReference(words);
        ulong lowest = _buffers.Lowest;
        ulong span = _buffers.Highest - lowest;
        var lowests = Vector256.Create(lowest);
        var spans = Vector256.Create(span);
        long inside = 0;
        long misses = 0;
        long follows = 0;
        for (int i = 0; i < words.Length;)
        {
            if (i <= words.Length - Vector256<ulong>.Count
                && Vector256.GreaterThanAll(Vector256.LoadUnsafe(ref first, (nuint)i) - lowests, spans))
            {
                i += Vector256<ulong>.Count;
                continue;
            }

            int end = Math.Min(i + Vector256<ulong>.Count, words.Length);
            for (; i < end; i++)
            {
                if (unchecked(words[i] - lowest) > span)
                {
                    continue;
                }

                inside++;
                if (!_buffers.TryFind(words[i], out int entry))
                {
                    misses++;
                }
                else if (TryMark(entry))
                {
                    follows++;
                    _next[entry] = waiting;
                    waiting = entry;
                }
            }
        }

        return new LeakCounters(words.Length, words.Length - inside, misses, inside - misses - follows, follows);
    }

    private bool TryMark(int entry)
    {
        ref int marks = ref _marks[entry >> 5];
        int bit = 1 << entry;
        return (Volatile.Read(ref marks) & bit) == 0 && (Interlocked.Or(ref marks, bit) & bit) == 0;
    }

    /// <summary>The part of a region before its first piece that is not all in the dump.</summary>
    private AddressRange Readable(AddressRange region, List<MissingPiece> missing)
    {
        for (ulong at = region.Start; at < region.End;)
        {
            ulong length = Math.Min(PieceBytes, region.End - at);
            if (!IsReadable(at, length))
            {
                missing.Add(new MissingPiece(at, length, region));
                return region with { End = at };
            }

            at += length;
        }

        return region;
    }

    private bool IsReadable(ulong address, ulong length)
    {
        if (_memory.TrySpan(address, (int)length, out _))
        {
            return true;
        }

        Span<byte> buffer = stackalloc byte[(int)AddressSpace.SmallestPage];
        var run = new MemoryRun(_memory, AddressRange.Sized(address, length), buffer);
        while (!run.HasHoles && run.Next())
        {
        }

        return !run.HasHoles;
    }

    private static AddressRange Aligned(AddressRange range) => range.FromMultiple(sizeof(ulong)) with { End = range.End & ~7UL };

    private readonly record struct MissingPiece(ulong Start, ulong Length, AddressRange Region) : IComparable<MissingPiece>
    {
        public int CompareTo(MissingPiece other) => Start.CompareTo(other.Start);
    }
}
