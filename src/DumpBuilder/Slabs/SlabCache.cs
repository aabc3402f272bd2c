using System.Numerics;

namespace DumpBuilder.Slabs;

/// <summary>A cache of the slab allocator that is to be in a dump (<c>kmem_cache_t</c>, sys/kmem_impl.h), with its buffers.</summary>
public sealed class SlabCache
{
    internal const ulong PageSize = 4096;

    /// <summary>Bytes of <c>kmem_slab_t</c>, which lies at the end of the slab where there is no hash table.</summary>
    internal const ulong SlabStructure = 72;

    internal const ulong BufctlStructure = 24;

    /// <param name="name">At most 31 characters.</param>
    /// <param name="bufferSize">Bytes of a buffer; a multiple of 8, at most 2048.</param>
    /// <param name="count">How many buffers.</param>
    /// <param name="slabs">Where the slabs begin; on a page.</param>
    /// <exception cref="ArgumentException">A size or place that cannot be.</exception>
    public SlabCache(string name, ulong bufferSize, long count, ulong slabs)
    {
        if (bufferSize is 0 or > 2048 || bufferSize % 8 != 0 || count < 0 || slabs % PageSize != 0)
        {
            throw new ArgumentException($"a cache cannot have {count} buffers of {bufferSize} bytes at {slabs:x}", nameof(name));
        }

        (Name, BufferSize, Count, Slabs) = (name, bufferSize, count, slabs);
    }

    public string Name { get; }

    /// <summary>In bytes.</summary>
    public ulong BufferSize { get; }

    public long Count { get; }

    /// <summary>Address of the first slab; the others follow.</summary>
    public ulong Slabs { get; }

    /// <summary>Address of the hash table; slab structures and bufctls follow it. 0 for a cache without.</summary>
    public ulong Table { get; init; }

    /// <summary>Address of the <c>vmem_t</c> that the slabs come from.</summary>
    public ulong Arena { get; init; }

    /// <summary>Which buffers are free; none without.</summary>
    public Func<long, bool>? IsFree { get; init; }

    /// <summary>What the allocated buffers hold: called with the number of a buffer and its bytes, all zero; once for each write of the dump.</summary>
    public Action<long, Span<byte>>? Fill { get; init; }

    public bool IsHashed => Table != 0;

    /// <summary>Buffers of one slab.</summary>
    public long BuffersPerSlab => (long)((IsHashed ? PageSize : PageSize - SlabStructure) / BufferSize);

    public long SlabCount => (Count + BuffersPerSlab - 1) / BuffersPerSlab;

    /// <summary>Address of a buffer by its number.</summary>
    public ulong Buffer(long index) => SlabBase(index / BuffersPerSlab) + ((ulong)(index % BuffersPerSlab) * BufferSize);

    /// <summary>The last slab may have fewer.</summary>
    internal long BuffersOf(long slab) => Math.Min(BuffersPerSlab, Count - (slab * BuffersPerSlab));

    internal ulong SlabBase(long slab) => Slabs + ((ulong)slab * PageSize);

    /// <summary>Address of the structure of a slab.</summary>
    internal ulong SlabAddress(long slab) =>
        IsHashed ? Table + TableBytes + ((ulong)slab * SlabStructure) : SlabBase(slab) + PageSize - SlabStructure;

    internal ulong Bufctl(long index) => Table + TableBytes + ((ulong)SlabCount * SlabStructure) + ((ulong)index * BufctlStructure);

    internal int HashShift => BitOperations.Log2(BufferSize);

    /// <summary>So many slots that no two buffers share one.</summary>
    internal ulong HashSlots => BitOperations.RoundUpToPowerOf2(Math.Max(64, ((ulong)SlabCount * PageSize) >> HashShift));

    internal ulong TableBytes => HashSlots * 8;

    internal bool Frees(long index) => IsFree?.Invoke(index) == true;

    /// <summary>Free buffers of a slab.</summary>
    internal long FreeOf(long slab)
    {
        long first = slab * BuffersPerSlab;
        long free = 0;
        for (long i = 0; IsFree is not null && i < BuffersOf(slab); i++)
        {
            free += Frees(first + i) ? 1 : 0;
        }

        return free;
    }
}
