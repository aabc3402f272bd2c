namespace DumpBuilder.Image;

/// <summary>
/// The map from (as, va) to file offset (<c>dump_map_t</c> in sys/dumphdr.h). Slot h heads the chain of hash h in its first word; its
/// other words are translation number h. Later translations come first in a chain. Memory: 8 bytes a page, 0.2 % of the dump.
/// </summary>
internal static class TranslationMap
{
    public static void Write(Stream to, PagePlan plan, Layout layout)
    {
        int slots = checked((int)(layout.HashMask + 1));
        int[] first = new int[slots];
        int[] next = new int[slots];
        int number = 0;
        foreach (PageExtent e in plan.Extents)
        {
            for (long i = 0; i < e.Count; i++, number++)
            {
                // 0 ends a chain, so translations count from 1 here.
                ref int head = ref first[Hash(e.Space, e.FirstPage + (ulong)i, layout)];
                next[number] = head;
                head = number + 1;
            }
        }

        Span<byte> slot = stackalloc byte[Layout.SlotSize];
        number = 0;
        foreach (PageExtent e in plan.Extents)
        {
            for (long i = 0; i < e.Count; i++, number++)
            {
                Encode.I64(slot, 0, OffsetOf(first[number], layout));
                Encode.I64(slot, 8, OffsetOf(next[number], layout));
                Encode.I64(slot, 16, layout.Data + (Layout.PageSize * (e.FirstIndex + i)));
                Encode.U64(slot, 24, e.Space);
                Encode.U64(slot, 32, Layout.PageSize * (e.FirstPage + (ulong)i));
                to.Write(slot);
            }
        }

        slot.Clear();
        for (; number < slots; number++)
        {
            Encode.I64(slot, 0, OffsetOf(first[number], layout));
            to.Write(slot);
        }
    }

    private static int Hash(ulong space, ulong page, Layout layout) => (int)(((space >> 3) + page) & (ulong)layout.HashMask);

    private static long OffsetOf(int number, Layout layout) => number == 0 ? 0 : layout.Map + (Layout.SlotSize * (long)(number - 1));
}
