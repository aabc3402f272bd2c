using DumpReader.Scans;

namespace DumpReader.Kernel.Memory;

/// <summary>Where an address lies in the allocator.</summary>
/// <param name="Cache">The cache.</param>
/// <param name="Slab">The slab.</param>
/// <param name="Buffer">Start of the buffer, or of the chunk that it is in.</param>
/// <param name="Bufctl">Its bufctl; 0 in a cache without hash table, and where none was found.</param>
/// <param name="IsFree">On the free list of its slab, or in a magazine.</param>
/// <param name="IsInMagazine">In a magazine: free, and constructed where the cache has a constructor.</param>
internal readonly record struct KmemOwner(KmemCache Cache, KmemSlab Slab, ulong Buffer, ulong Bufctl, bool IsFree, bool IsInMagazine);

/// <summary>
/// All slabs of all caches by address, 24 bytes a slab: finds the buffer that holds an address without a walk over the buffers. Caches
/// that the kernel uses as a layer below others (KMC_NOTOUCH) are a second level: their buffers hold slabs of the first. Safe for
/// concurrent use.
/// </summary>
internal sealed class KmemIndex
{
    private readonly KmemAllocator _allocator;
    private readonly List<KmemCache> _caches = [];
    private readonly Dictionary<ulong, (KmemMagazines? Magazines, List<KmemFault> Faults)> _magazines = [];
    private readonly Level[] _levels = new Level[2];

    /// <summary>Reads every slab.</summary>
    /// <param name="allocator">The allocator.</param>
    /// <param name="control">May stop it: what was not read by then is in no slab.</param>
    /// <param name="fault">Told of what could not be read.</param>
    public KmemIndex(KmemAllocator allocator, IScanControl control, Action<KmemFault> fault)
    {
        _allocator = allocator;
        var bases = new List<ulong>[] { [], [] };
        var places = new List<Place>[] { [], [] };
        foreach (KmemCache cache in allocator.ReadCaches(fault))
        {
            int level = (cache.CacheFlags & KmemCacheFlags.NoTouch) == 0 ? 0 : 1;
            foreach (KmemSlab slab in KmemSlabs.All(allocator, cache.Address, fault))
            {
                if (control.ShouldStop)
                {
                    break;
                }

                bases[level].Add(slab.Base);
                places[level].Add(new Place(slab.Address, _caches.Count));
            }

            _caches.Add(cache);
        }

        for (int i = 0; i < _levels.Length; i++)
        {
            _levels[i] = new Level([.. bases[i]], [.. places[i]]);
            Array.Sort(_levels[i].Bases, _levels[i].Places);
        }
    }

    public IReadOnlyList<KmemCache> Caches => _caches;

    /// <summary>The buffers that hold an address, the innermost first; none where it is in no slab.</summary>
    /// <param name="address">Any byte of the buffer; also its tag and the gap behind it.</param>
    /// <param name="fault">Told of what could not be read.</param>
    public IReadOnlyList<KmemOwner> Find(ulong address, Action<KmemFault> fault)
    {
        var owners = new List<KmemOwner>();
        foreach (Level level in _levels)
        {
            int at = Array.BinarySearch(level.Bases, address);
            at = at < 0 ? ~at - 1 : at;
            if (at >= 0 && Owner(level.Places[at], address, fault) is { } owner)
            {
                owners.Add(owner);
            }
        }

        return owners;
    }

    private KmemOwner? Owner(Place place, ulong address, Action<KmemFault> fault)
    {
        KmemCache cache = _caches[place.Cache];
        if (cache.ChunkSize == 0 || !KmemSlabs.TryRead(_allocator, place.Slab, out KmemSlab slab)
            || (address - slab.Base) / cache.ChunkSize >= slab.Chunks)
        {
            return null;
        }

        ulong buffer = address - ((address - slab.Base) % cache.ChunkSize);
        if (Magazines(cache, fault)?.Contains(buffer) == true)
        {
            ulong hashed = 0;
            bool known = cache.IsHashed && KmemHash.TryFind(_allocator, cache, buffer, fault, out hashed);
            return new KmemOwner(cache, slab, buffer, known ? hashed : 0, IsFree: true, IsInMagazine: true);
        }

        var free = new KmemFreeList(_allocator, cache, slab, fault);
        while (free.MoveNext())
        {
            if (free.Current.Address == buffer)
            {
                return new KmemOwner(cache, slab, buffer, free.Current.Bufctl, IsFree: true, IsInMagazine: false);
            }
        }

        ulong bufctl = 0;
        bool found = cache.IsHashed && KmemHash.TryFind(_allocator, cache, buffer, fault, out bufctl);
        return new KmemOwner(cache, slab, buffer, found ? bufctl : 0, IsFree: false, IsInMagazine: false);
    }

    /// <summary>Read once a cache; what was wrong with them is told each time.</summary>
    private KmemMagazines? Magazines(KmemCache cache, Action<KmemFault> fault)
    {
        (KmemMagazines? Magazines, List<KmemFault> Faults) found;
        lock (_magazines)
        {
            if (!_magazines.TryGetValue(cache.Address, out found))
            {
                found.Faults = [];
                if (_allocator.TryCpuCount(found.Faults.Add, out int count) && _allocator.Cpus(cache.Address, count) is { } cpus)
                {
                    found.Magazines = KmemMagazines.Read(_allocator, cache, cpus, found.Faults.Add);
                }

                _magazines[cache.Address] = found;
            }
        }

        found.Faults.ForEach(fault);
        return found.Magazines;
    }

    private readonly record struct Place(ulong Slab, int Cache);

    private readonly record struct Level(ulong[] Bases, Place[] Places);
}
