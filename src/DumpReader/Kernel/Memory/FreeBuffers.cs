namespace DumpReader.Kernel.Memory;

/// <summary>The free buffers of a cache: where it has a slab, those in magazines, then those on the free lists of the slabs.</summary>
internal sealed class FreeBuffers(KmemAllocator allocator, KmemCache cache, KmemMagazines magazines, bool bufctls) : BufferPieces<KmemSlab>
{
    private bool _areMagazinesRead;

    public override IEnumerable<KmemSlab> Find(Action<KmemFault> fault)
    {
        _areMagazinesRead = false;
        foreach (KmemSlab slab in KmemSlabs.Partial(allocator, cache.Address, fault))
        {
            yield return slab;
        }
    }

    public override int Weight(KmemSlab piece) => (int)Math.Min(unchecked(piece.Chunks - piece.RefCount), KmemFreeList.Most(cache)) + 1;

    public override IEnumerable<KmemBuffer> Read(IEnumerable<KmemSlab> pieces, Visited visited, Action<KmemFault> fault)
    {
        foreach (KmemSlab slab in pieces)
        {
            if (!_areMagazinesRead)
            {
                _areMagazinesRead = true;
                foreach (KmemBuffer buffer in KmemBuffers.InMagazines(allocator, cache, magazines, bufctls, fault))
                {
                    yield return buffer;
                }
            }

            var list = new KmemFreeList(allocator, cache, slab, fault);
            while (list.MoveNext())
            {
                yield return list.Current;
            }
        }
    }
}
