using DumpReader.Bytes;

namespace DumpReader.Kernel.Memory;

/// <summary>Slabs of a cache: those without a free buffer by list, then the others by tree. A slab that is not what it should be ends the walk.</summary>
internal static class KmemSlabs
{
    /// <summary>All slabs.</summary>
    /// <param name="allocator">The allocator.</param>
    /// <param name="cache">Address of the cache.</param>
    /// <param name="fault">Told of what ends the walk early.</param>
    public static IEnumerable<KmemSlab> All(KmemAllocator allocator, ulong cache, Action<KmemFault> fault)
    {
        bool failed = false;
        foreach (KmemSlab slab in Complete(allocator, cache, Said))
        {
            yield return slab;
        }

        if (!failed)
        {
            foreach (KmemSlab slab in Tree(allocator, cache, fault))
            {
                yield return slab;
            }
        }

        void Said(KmemFault what)
        {
            failed = true;
            fault(what);
        }
    }

    /// <summary>Slabs with free buffers, most used first; where there are none, one of those without.</summary>
    /// <param name="allocator">The allocator.</param>
    /// <param name="cache">Address of the cache.</param>
    /// <param name="fault">Told of what ends the walk early.</param>
    public static IEnumerable<KmemSlab> Partial(KmemAllocator allocator, ulong cache, Action<KmemFault> fault)
    {
        KernelType tree = allocator.Kernel.Type("avl_tree_t");
        bool any = !tree.TryOffset("avl_root", out ulong root)
            || !allocator.Memory.TryReadUInt64(unchecked(PartialTree(allocator, cache) + root), out ulong top)
            || top != 0;
        return any ? Tree(allocator, cache, fault) : Complete(allocator, cache, fault).Take(1);
    }

    /// <summary>Reads a slab's structure.</summary>
    public static bool TryRead(KmemAllocator allocator, ulong address, out KmemSlab slab)
    {
        KmemLayout.SlabFields fields = allocator.Layout.Slab;
        Span<byte> bytes = stackalloc byte[Math.Min(fields.Size, 256)];
        bool read = bytes.Length > 0 && allocator.Memory.TryRead(address, bytes);
        slab = read
            ? new KmemSlab(address, fields.Cache.Read(bytes), fields.Base.Read(bytes), fields.Head.Read(bytes), fields.RefCount.Read(bytes),
                fields.Chunks.Read(bytes), (uint)fields.Flags.Read(bytes))
            : default;
        return read;
    }

    private static IEnumerable<KmemSlab> Complete(KmemAllocator allocator, ulong cache, Action<KmemFault> fault)
    {
        ulong list = unchecked(cache + (ulong)allocator.Layout.Cache.CompleteSlabs.Offset);
        return KmemList.Walk(allocator.Kernel, list, "slab list", fault) is { } slabs ? Checked(allocator, cache, slabs, complete: true, fault) : [];
    }

    private static IEnumerable<KmemSlab> Tree(KmemAllocator allocator, ulong cache, Action<KmemFault> fault) =>
        Checked(
            allocator, cache, AvlNodes.Walk(allocator.Kernel, PartialTree(allocator, cache), f => fault(KmemFault.Of(allocator.Memory, f)), Limits.MemoryElements),
            complete: false, fault);

    private static ulong PartialTree(KmemAllocator allocator, ulong cache) =>
        unchecked(cache + (ulong)allocator.Layout.Cache.PartialSlabs.Offset);

    private static IEnumerable<KmemSlab> Checked(
        KmemAllocator allocator, ulong cache, IEnumerable<ulong> slabs, bool complete, Action<KmemFault> fault)
    {
        foreach (ulong address in slabs)
        {
            if (!TryRead(allocator, address, out KmemSlab slab))
            {
                fault(KmemFault.Unreadable(allocator.Memory, $"couldn't read slab at {address:x}", address));
                yield break;
            }

            if (Contradiction(slab, cache, complete) is { } message)
            {
                fault(KmemFault.Damaged(message, address));
                yield break;
            }

            yield return slab;
        }
    }

    private static string? Contradiction(in KmemSlab slab, ulong cache, bool complete) =>
        slab.Cache != cache ? $"slab {slab.Address:x} isn't in cache {cache:x} (in cache {slab.Cache:x})"
        : complete && slab.RefCount != slab.Chunks ? $"slab {slab.Address:x} is not completely allocated"
        : !complete && (slab.RefCount == 0 || slab.RefCount >= slab.Chunks) ? $"slab {slab.Address:x} is not a partial slab"
        : null;
}
