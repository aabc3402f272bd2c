using DumpReader.Bytes;

namespace DumpReader.Kernel.Memory;

/// <summary>
/// The table of all pages that belong to a vnode, by vnode and offset: page_hash, an array of page_hashsz chains (a power of two) that
/// p_hash links.
/// </summary>
internal sealed class PageHash
{
    private const int PageShift = 12;
    private const int VnodeShift = 3;

    private readonly KernelObjects _kernel;
    private readonly PageType _type;
    private readonly ulong _table;
    private readonly int _spread;
    private readonly int _sizeShift;

    private PageHash(KernelObjects kernel, PageType type, ulong table, ulong slots, int spread, int sizeShift)
    {
        _kernel = kernel;
        _type = type;
        _table = table;
        Slots = slots;
        _spread = spread;
        _sizeShift = sizeShift;
    }

    /// <summary>Number of chains.</summary>
    public ulong Slots { get; }

    /// <summary>Null after the fault: what is missing of its variables or types.</summary>
    public static PageHash? Open(KernelObjects kernel, Action<WalkFault> fault)
    {
        if (!kernel.TryPointer("page_hash", fault, out ulong table) || !kernel.TryPointer("page_hashsz", fault, out ulong slots)
            || !TryInt(kernel, "page_hashsz_shift", fault, out int sizeShift) || PageType.Of(kernel, fault) is not { } type)
        {
            return null;
        }

        if (slots is 0 or > (ulong)Limits.PageHashSlots)
        {
            fault(WalkFault.TooMany("page_hash", Limits.PageHashSlots, table));
            return null;
        }

        // The kernel folds the vnode's address by a number of bits that follows from the number of CPUs it was built for.
        bool large = TryInt(kernel, "_ncpu", _ => { }, out int cpus) && cpus >= 4;
        int spread = large && TryInt(kernel, "_ncpu_log2", _ => { }, out int log) ? log + 1 : 7;
        return new PageHash(kernel, type, table, slots, spread, sizeShift);
    }

    /// <summary>The chain that the page at an offset of a vnode is on.</summary>
    public ulong Slot(ulong vnode, ulong offset) =>
        ((offset >> PageShift) ^ (offset >> (PageShift + _spread))
            ^ (vnode >> VnodeShift) ^ (vnode >> (VnodeShift + _spread)) ^ (vnode >> (VnodeShift + (2 * _spread)))
            // A shift of 64 bits or of less than none wraps, as it does on the processor.
            ^ (vnode << unchecked((_sizeShift - 19) & 63)))
        & (Slots - 1);

    /// <summary>The page at an offset of a vnode; 0 where there is none in memory.</summary>
    public ulong Find(ulong vnode, ulong offset, Action<WalkFault> fault)
    {
        ulong slot = Slot(vnode, offset);
        if (!TryHead(slot, fault, out ulong head))
        {
            return 0;
        }

        foreach (ulong page in Chain(head, fault))
        {
            if (!_kernel.Memory.TryReadUInt64(unchecked(page + _type.Vnode), out ulong owner)
                || !_kernel.Memory.TryReadUInt64(unchecked(page + _type.Offset), out ulong at))
            {
                fault(WalkFault.Unreadable("page", page));
                return 0;
            }

            if (owner == vnode && at == offset)
            {
                return page;
            }

            if (Slot(owner, at) != slot)
            {
                fault(WalkFault.Stray("page", page, "page_hash"));
                return 0;
            }
        }

        return 0;
    }

    /// <summary>
    /// Every page, chain by chain. A fault within a chain ends that chain only.
    /// </summary>
    /// <param name="lastWhole">False: of the last chain only the first page, as stock mdb has it.</param>
    /// <param name="fault">Told of what ends early.</param>
    public IEnumerable<ulong> All(bool lastWhole, Action<WalkFault> fault)
    {
        for (ulong slot = 0; slot < Slots; slot++)
        {
            if (!TryHead(slot, fault, out ulong head))
            {
                yield break;
            }

            IEnumerable<ulong> chain = Chain(head, fault);
            foreach (ulong page in lastWhole || slot < Slots - 1 ? chain : chain.Take(1))
            {
                yield return page;
            }
        }
    }

    private bool TryHead(ulong slot, Action<WalkFault> fault, out ulong head)
    {
        ulong place = unchecked(_table + (slot * 8));
        bool read = _kernel.Memory.TryReadUInt64(place, out head);
        if (!read)
        {
            fault(WalkFault.Unreadable("page_hash", place));
        }

        return read;
    }

    private IEnumerable<ulong> Chain(ulong head, Action<WalkFault> fault) =>
        head == 0 ? [] : LinkChain.Walk(_kernel.Memory, head, _type.HashNext, ring: false, "page", fault);

    private static bool TryInt(KernelObjects kernel, string symbol, Action<WalkFault> fault, out int value)
    {
        value = 0;
        if (!kernel.TrySymbol(symbol, out ulong address))
        {
            fault(WalkFault.MissingSymbol(symbol));
            return false;
        }

        bool read = kernel.Memory.TryReadUInt32(address, out uint bits);
        value = unchecked((int)bits);
        if (!read)
        {
            fault(WalkFault.Unreadable(symbol, address));
        }

        return read;
    }
}
