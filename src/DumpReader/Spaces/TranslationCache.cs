namespace DumpReader.Spaces;

/// <summary>
/// A small direct-mapped cache of virtual page to page index in front of the map. Each slot is one 64-bit word that holds both, so that
/// threads share it without a lock and never see half an entry; pages that do not fit the word are not cached. It grows once, where pages
/// come back from the map again and again: a walk over lists that leap through memory.
/// </summary>
/// <remarks>
/// amd64 addresses are canonical: of a page number 37 bits are significant, of which the slot number gives at least 10. That leaves 27 bits
/// of tag and 37 for the index plus one.
/// </remarks>
internal sealed class TranslationCache(int pageShift)
{
    private const int SlotBits = 10;
    private const int TagBits = 27;
    private const int IndexBits = 64 - TagBits;

    /// <summary>Slots once it has grown: 512 KiB, for 256 MiB of memory.</summary>
    private const int MostSlots = 1 << 16;

    /// <summary>Pages that were added before it grows.</summary>
    private const int GrowsAfter = 4 << SlotBits;

    private ulong[] _slots = new ulong[1 << SlotBits];
    private int _added;

    public bool TryGet(ulong page, out long index)
    {
        ulong number = page >> pageShift;
        ulong[] slots = Volatile.Read(ref _slots);
        ulong word = Volatile.Read(ref slots[number & (ulong)(slots.Length - 1)]);
        index = (long)(word & ((1UL << IndexBits) - 1)) - 1;
        return index >= 0 && word >> IndexBits == Tag(number) && IsCanonical(page);
    }

    public void Add(ulong page, long index)
    {
        if (IsCanonical(page) && index + 1 < 1L << IndexBits)
        {
            // What was in the smaller one is looked up once more. That threads may count a page less changes nothing, and then none counts.
            if (_added < GrowsAfter && ++_added == GrowsAfter)
            {
                Volatile.Write(ref _slots, new ulong[MostSlots]);
            }

            ulong number = page >> pageShift;
            ulong[] slots = Volatile.Read(ref _slots);
            Volatile.Write(ref slots[number & (ulong)(slots.Length - 1)], (Tag(number) << IndexBits) | (ulong)(index + 1));
        }
    }

    private static ulong Tag(ulong number) => (number >> SlotBits) & ((1UL << TagBits) - 1);

    private static bool IsCanonical(ulong page) => (long)page >> 47 is 0 or -1;
}
