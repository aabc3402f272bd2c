namespace DumpBuilder.Image;

/// <summary>
/// The map from (as, va) to file offset (<c>dump_map_t</c> in sys/dumphdr.h). Slot h heads the chain of hash h in its first word; its
/// other words are translation number h. Later translations come first in a chain; those of absent pages leave their slots
/// empty. Memory: 8 bytes a page, 0.2 % of the dump.
/// </summary>
internal static class TranslationMap
{
    /// <param name="to">At the place of the map.</param>
    /// <param name="translations">Gives the same sequence at each call; it is gone through twice.</param>
    /// <param name="layout">Of the file.</param>
    public static void Write(Stream to, Func<IEnumerable<Translation>> translations, Layout layout)
    {
        int slots = checked((int)(layout.HashMask + 1));
        // Numbers of translations count from 1 here, since 0 ends a chain.
        int[] first = new int[slots];
        int[] next = new int[slots];
        int number = 0;
        foreach (Translation t in translations())
        {
            if (t.Index >= 0)
            {
                ref int head = ref first[(int)(((t.Space >> 3) + (t.Address / Layout.PageSize)) & (ulong)layout.HashMask)];
                next[number] = head;
                head = number + 1;
            }

            number++;
        }

        Span<byte> slot = stackalloc byte[Layout.SlotSize];
        number = 0;
        foreach (Translation t in translations())
        {
            slot.Clear();
            Encode.I64(slot, 0, OffsetOf(first[number], layout));
            if (t.Index >= 0)
            {
                Encode.I64(slot, 8, OffsetOf(next[number], layout));
                Encode.I64(slot, 16, layout.Data + (Layout.PageSize * t.Index));
                Encode.U64(slot, 24, t.Space);
                Encode.U64(slot, 32, t.Address);
            }

            to.Write(slot);
            number++;
        }

        slot.Clear();
        for (; number < slots; number++)
        {
            Encode.I64(slot, 0, OffsetOf(first[number], layout));
            to.Write(slot);
        }
    }

    private static long OffsetOf(int number, Layout layout) => number == 0 ? 0 : layout.Map + (Layout.SlotSize * (long)(number - 1));
}
