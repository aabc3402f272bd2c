using System.Buffers.Binary;

namespace DumpBuilder.Slabs;

/// <summary>
/// Puts caches with millions of buffers into a dump whose scenario declares the allocator's types (samples/scenarios/kmem.scenario). The
/// buffers are made while the dump is written and not held; memory grows by 4 bytes a slab.
/// </summary>
public static class SlabHeap
{
    private const string CacheType = "kmem_cache_t";
    private const ulong NoMagazine = 0x20;
    private const ulong Hash = 0x200;

    /// <summary>Makes these the caches of the dump.</summary>
    /// <param name="image">The dump; it has the symbol <c>kmem_caches</c>.</param>
    /// <param name="structures">Where the structures of the caches go, one behind the other.</param>
    /// <param name="caches">In the order of the list.</param>
    /// <exception cref="ArgumentException">The dump has no such symbol, or does not declare the types.</exception>
    public static void Add(DumpImage image, ulong structures, IReadOnlyList<SlabCache> caches)
    {
        ulong list = image.FindSymbol("kmem_caches") ?? throw new ArgumentException("the dump has no symbol kmem_caches", nameof(image));
        ulong size = new ObjectBuffer(image.Types.Find(CacheType) ?? throw new ArgumentException("no type kmem_cache_t", nameof(image))).Type.Size;
        ulong link = Offset(image, CacheType, "cache_link");
        ulong head = list + Offset(image, "list_t", "list_head");
        for (int i = 0; i < caches.Count; i++)
        {
            AddCache(image, caches[i], structures + ((ulong)i * size), Node(i - 1), Node(i + 1));
        }

        image.SetMember(list, "list_t", "list_head.list_next", Node(0));
        image.SetMember(list, "list_t", "list_head.list_prev", Node(caches.Count - 1));

        ulong Node(int i) => i < 0 || i >= caches.Count ? head : structures + ((ulong)i * size) + link;
    }

    private static void AddCache(DumpImage image, SlabCache cache, ulong address, ulong previous, ulong next)
    {
        var lists = new SlabLists(cache, address + Offset(image, CacheType, "cache_complete_slabs.list_head"), Offset(image, "kmem_slab_t", "slab_link"));
        ulong slabSize = new ObjectBuffer(image.Types.Find("kmem_slab_t")!).Type.Size;
        image.AddObjects(CacheType, address, 1, (_, c) =>
        {
            c.SetText("cache_name", cache.Name);
            c.Set("cache_bufsize", cache.BufferSize);
            c.Set("cache_align", 8);
            c.Set("cache_arena", cache.Arena);
            c.Set("cache_flags", NoMagazine | (cache.IsHashed ? Hash : 0));
            c.Set("cache_link.list_next", next);
            c.Set("cache_link.list_prev", previous);
            c.Set("cache_chunksize", cache.BufferSize);
            c.Set("cache_slabsize", SlabCache.PageSize);
            c.Set("cache_maxchunks", SlabCache.PageSize / cache.BufferSize);
            c.Set("cache_bufctl", cache.BufferSize - 8);
            c.Set("cache_buftag", cache.BufferSize);
            c.Set("cache_buftotal", (ulong)cache.Count);
            c.Set("cache_slab_create", (ulong)cache.SlabCount);
            c.Set("cache_complete_slab_count", (ulong)(cache.SlabCount - lists.Partial.Count));
            c.Set("cache_complete_slabs.list_size", slabSize);
            c.Set("cache_complete_slabs.list_offset", Offset(image, "kmem_slab_t", "slab_link"));
            c.Set("cache_complete_slabs.list_head.list_next", lists.First);
            c.Set("cache_complete_slabs.list_head.list_prev", lists.Last);
            c.Set("cache_partial_slabs.avl_root", lists.Root);
            c.Set("cache_partial_slabs.avl_offset", Offset(image, "kmem_slab_t", "slab_link"));
            c.Set("cache_partial_slabs.avl_numnodes", (ulong)lists.Partial.Count);
            c.Set("cache_partial_slabs.avl_size", slabSize);
            if (cache.IsHashed)
            {
                c.Set("cache_hash_shift", (ulong)cache.HashShift);
                c.Set("cache_hash_mask", cache.HashSlots - 1);
                c.Set("cache_hash_table", cache.Table);
            }
        });
        image.AddRegion(cache.Slabs, (ulong)cache.SlabCount * SlabCache.PageSize, writer => Buffers(writer, cache));
        image.AddObjects(
            "kmem_slab_t", cache.SlabAddress(0), cache.SlabCount, (slab, s) => Slab(s, cache, lists, address, slab),
            cache.IsHashed ? slabSize : SlabCache.PageSize);
        if (cache.IsHashed)
        {
            image.AddRegion(cache.Table, cache.TableBytes, writer => Table(writer, cache));
            image.AddObjects("kmem_bufctl_t", cache.Bufctl(0), cache.Count, (index, b) => Bufctl(b, cache, index));
        }
    }

    private static void Buffers(RegionWriter writer, SlabCache cache)
    {
        var page = new byte[SlabCache.PageSize];
        for (long slab = 0; slab < cache.SlabCount; slab++)
        {
            Array.Clear(page);
            long first = slab * cache.BuffersPerSlab;
            for (long i = 0; i < cache.BuffersOf(slab); i++)
            {
                Span<byte> bytes = page.AsSpan((int)((ulong)i * cache.BufferSize), (int)cache.BufferSize);
                if (!cache.Frees(first + i))
                {
                    cache.Fill?.Invoke(first + i, bytes);
                }
                else if (!cache.IsHashed)
                {
                    BinaryPrimitives.WriteUInt64LittleEndian(bytes[^8..], Link(cache, NextFree(cache, slab, i + 1)));
                }
            }

            writer.Write(cache.SlabBase(slab), page);
        }
    }

    private static void Slab(ObjectBuffer s, SlabCache cache, SlabLists lists, ulong address, long slab)
    {
        s.Set("slab_cache", address);
        s.Set("slab_base", cache.SlabBase(slab));
        s.Set("slab_chunks", (ulong)cache.BuffersOf(slab));
        s.Set("slab_refcnt", (ulong)(cache.BuffersOf(slab) - cache.FreeOf(slab)));
        s.Set("slab_head", Link(cache, NextFree(cache, slab, 0)));
        (ulong left, ulong right, ulong parent) = lists.Links(slab);
        s.Set("slab_link.avl_child[0]", left);
        s.Set("slab_link.avl_child[1]", right);
        s.Set("slab_link.avl_pcb", parent);
    }

    private static void Bufctl(ObjectBuffer b, SlabCache cache, long index)
    {
        long slab = index / cache.BuffersPerSlab;
        bool free = cache.Frees(index);
        b.Set("bc_next", free ? Link(cache, NextFree(cache, slab, (index % cache.BuffersPerSlab) + 1)) : 0);
        b.Set("bc_addr", cache.Buffer(index));
        b.Set("bc_slab", cache.SlabAddress(slab));
    }

    private static void Table(RegionWriter writer, SlabCache cache)
    {
        for (long i = 0; i < cache.Count; i++)
        {
            if (!cache.Frees(i))
            {
                ulong slot = (cache.Buffer(i) >> cache.HashShift) & (cache.HashSlots - 1);
                writer.Write(cache.Table + (slot * 8), cache.Bufctl(i));
            }
        }
    }

    /// <summary>The first free buffer of a slab from a place on; -1 for none.</summary>
    private static long NextFree(SlabCache cache, long slab, long from)
    {
        long first = slab * cache.BuffersPerSlab;
        for (long i = from; cache.IsFree is not null && i < cache.BuffersOf(slab); i++)
        {
            if (cache.Frees(first + i))
            {
                return first + i;
            }
        }

        return -1;
    }

    /// <summary>What a free list holds for a buffer: its bufctl, or the place of the link in the buffer itself.</summary>
    private static ulong Link(SlabCache cache, long index) =>
        index < 0 ? 0 : cache.IsHashed ? cache.Bufctl(index) : cache.Buffer(index) + cache.BufferSize - 8;

    private static ulong Offset(DumpImage image, string type, string member) =>
        new ObjectBuffer(image.Types.Find(type) ?? throw new ArgumentException($"no type {type}", nameof(type))).Place(member).BitOffset / 8;
}
