using DumpReader.Bytes;

namespace DumpReader.Kernel.Memory;

/// <summary>
/// The free buffers of one slab in the order of their list. With a hash table the list is one of bufctls; without, each free buffer holds
/// the link to the next. As the count of a slab may be one too high, one link more than it says is looked at.
/// </summary>
internal struct KmemFreeList
{
    private readonly KmemAllocator _allocator;
    private readonly KmemCache _cache;
    private readonly KmemSlab _slab;
    private readonly Action<KmemFault> _fault;
    private readonly ulong _chunks;
    private ulong _link;
    private ulong _used;

    public KmemFreeList(KmemAllocator allocator, KmemCache cache, in KmemSlab slab, Action<KmemFault> fault)
    {
        (_allocator, _cache, _slab, _fault) = (allocator, cache, slab, fault);
        (_link, _used, _chunks) = (slab.Head, slab.RefCount, slab.Chunks);
        ulong most = Most(cache);
        if (_chunks > most)
        {
            fault(KmemFault.Endless($"slab {slab.Address:x} in cache {cache.Address:x} has {_chunks} chunks, more than the {most} that fit", slab.Address));
            _chunks = most;
        }
    }

    public KmemBuffer Current { readonly get; private set; }

    /// <summary>Buffers that fit into a slab of a cache.</summary>
    public static ulong Most(KmemCache cache) => Math.Min(cache.SlabSize / cache.ChunkSize, Limits.SlabChunks);

    public bool MoveNext()
    {
        while (_used <= _chunks)
        {
            if (_link == 0)
            {
                if (_used < _chunks)
                {
                    Damaged($"slab {_slab.Address:x} in cache {_cache.Address:x} freelist too short by {_chunks - _used}");
                }

                break;
            }

            ulong bufctl = _link;
            if (!TryFollow(bufctl, out ulong buffer))
            {
                break;
            }

            _used++;
            if (unchecked(buffer - _slab.Base) / _cache.ChunkSize > _cache.SlabSize / Math.Max(_cache.BufSize, 1))
            {
                Damaged($"buf {buffer:x} is out of range for slab {_slab.Address:x}, cache {_cache.Address:x}");
                continue;
            }

            Current = new KmemBuffer(buffer, _cache.IsHashed ? bufctl : 0);
            return true;
        }

        _used = ulong.MaxValue;
        return false;
    }

    private bool TryFollow(ulong bufctl, out ulong buffer)
    {
        if (_cache.IsHashed)
        {
            return _allocator.TryBufctl(bufctl, out _link, out buffer, _fault);
        }

        buffer = unchecked(bufctl - _cache.BufctlOffset);
        if (unchecked(bufctl - _slab.Base) > unchecked(_chunks * _cache.ChunkSize))
        {
            Damaged($"found corrupt bufctl ptr {bufctl:x} in slab {_slab.Address:x} in cache {_cache.Address:x}");
            return false;
        }

        if (!_allocator.Memory.TryReadUInt64(bufctl, out _link))
        {
            _fault(KmemFault.Unreadable(_allocator.Memory, $"couldn't read bufctl ptr at {bufctl:x}", bufctl));
            return false;
        }

        return true;
    }

    private readonly void Damaged(string message) => _fault(KmemFault.Damaged(message, _slab.Address));
}
