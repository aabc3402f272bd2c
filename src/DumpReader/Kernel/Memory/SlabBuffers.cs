namespace DumpReader.Kernel.Memory;

/// <summary>The allocated buffers of a cache without a hash table: in each slab those that are not on its free list and in no magazine.</summary>
internal sealed class SlabBuffers(KmemAllocator allocator, KmemCache cache, KmemMagazines magazines) : BufferPieces<KmemSlab>
{
    public override IEnumerable<KmemSlab> Find(Action<KmemFault> fault) => KmemSlabs.All(allocator, cache.Address, fault);

    public override int Weight(KmemSlab piece) => Chunks(piece) + 1;

    public override IEnumerable<KmemBuffer> Read(IEnumerable<KmemSlab> pieces, Visited visited, Action<KmemFault> fault)
    {
        var free = new ulong[4];
        foreach (KmemSlab slab in pieces)
        {
            int chunks = Chunks(slab);
            int words = (chunks + 63) / 64;
            Array.Resize(ref free, Math.Max(free.Length, words));
            Array.Clear(free);
            Mark(slab, free, chunks, fault);
            ulong buffer = slab.Base;
            for (int i = 0; i < chunks; i++, buffer += cache.ChunkSize)
            {
                if ((free[i >> 6] & (1UL << i)) == 0)
                {
                    yield return new KmemBuffer(buffer, 0);
                }
            }
        }
    }

    private int Chunks(in KmemSlab slab) => (int)Math.Min(slab.Chunks, KmemFreeList.Most(cache));

    /// <summary>Sets the bit of each buffer of a slab that is free.</summary>
    private void Mark(in KmemSlab slab, ulong[] free, int chunks, Action<KmemFault> fault)
    {
        var list = new KmemFreeList(allocator, cache, slab, fault);
        while (list.MoveNext())
        {
            Set(slab, list.Current.Address);
        }

        foreach (ulong buffer in magazines.Between(slab.Base, unchecked(slab.Base + ((ulong)chunks * cache.ChunkSize))))
        {
            Set(slab, buffer);
        }

        void Set(in KmemSlab slab, ulong buffer)
        {
            ulong index = unchecked(buffer - slab.Base) / cache.ChunkSize;
            if (index < (ulong)chunks)
            {
                free[index >> 6] |= 1UL << (int)index;
            }
        }
    }
}
