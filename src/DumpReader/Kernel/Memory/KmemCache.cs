using System.Text;

namespace DumpReader.Kernel.Memory;

/// <summary>A cache of the allocator as it was when its structure was read (<c>kmem_cache_t</c>, sys/kmem_impl.h).</summary>
internal sealed class KmemCache
{
    private const int NameLength = 32;

    private readonly byte[] _bytes;
    private readonly CacheFields _fields;

    /// <param name="fields">Where the members lie.</param>
    /// <param name="address">Of the structure.</param>
    /// <param name="bytes">Its bytes with the state of one CPU.</param>
    public KmemCache(CacheFields fields, ulong address, byte[] bytes)
    {
        (_fields, Address, _bytes) = (fields, address, bytes);
        int at = Math.Max(fields.Name.Offset, 0);
        ReadOnlySpan<byte> name = bytes.AsSpan(at, Math.Clamp(bytes.Length - at, 0, NameLength));
        int end = name.IndexOf((byte)0);
        Name = Encoding.Latin1.GetString(end < 0 ? name : name[..end]);
    }

    public ulong Address { get; }

    public string Name { get; }

    /// <summary>Bytes that a user of a buffer has.</summary>
    public ulong BufSize => _fields.BufSize.Read(_bytes);

    /// <summary>Bytes from one buffer of a slab to the next.</summary>
    public ulong ChunkSize => _fields.ChunkSize.Read(_bytes);

    public ulong SlabSize => _fields.SlabSize.Read(_bytes);

    /// <summary>Most buffers of a slab.</summary>
    public ulong MaxChunks => _fields.MaxChunks.Read(_bytes);

    public ulong MaxColor => _fields.MaxColor.Read(_bytes);

    /// <summary>Of a cache without hash table: bytes from a free buffer to its link.</summary>
    public ulong BufctlOffset => _fields.Bufctl.Read(_bytes);

    /// <summary>Bytes from a buffer to its tag.</summary>
    public ulong BuftagOffset => _fields.Buftag.Read(_bytes);

    /// <summary>Bytes of a buffer that are filled with a pattern while it is free.</summary>
    public ulong Verify => _fields.Verify.Read(_bytes);

    /// <summary>Buffers of all slabs.</summary>
    public ulong BufTotal => _fields.BufTotal.Read(_bytes);

    public KmemFlags Flags => (KmemFlags)_fields.Flags.Read(_bytes);

    public KmemCacheFlags CacheFlags => (KmemCacheFlags)_fields.CacheFlags.Read(_bytes);

    public bool IsHashed => (Flags & KmemFlags.Hash) != 0;

    public bool IsAudited => (Flags & KmemFlags.Audit) != 0;

    public bool IsTagged => (Flags & KmemFlags.Tagged) != 0;

    public bool IsLite => (Flags & KmemFlags.Lite) != 0;

    public bool HasConstructor => _fields.Constructor.Read(_bytes) != 0;

    /// <summary>The <c>vmem_t</c> that slabs come from.</summary>
    public ulong Arena => _fields.Arena.Read(_bytes);

    public ulong SlabsCreated => _fields.SlabCreate.Read(_bytes);

    public ulong SlabsDestroyed => _fields.SlabDestroy.Read(_bytes);

    public ulong SlabAllocations => _fields.SlabAlloc.Read(_bytes);

    public ulong AllocationFailures => _fields.AllocFail.Read(_bytes);

    public int HashShift => (int)_fields.HashShift.Read(_bytes) & 63;

    public ulong HashMask => _fields.HashMask.Read(_bytes);

    public ulong HashTable => _fields.HashTable.Read(_bytes);

    public ulong MagazineType => _fields.MagazineType.Read(_bytes);

    /// <summary>First full magazine of the depot.</summary>
    public ulong FullMagazines => _fields.FullMagazines.Read(_bytes);

    /// <summary>Full magazines of the depot.</summary>
    public ulong FullTotal => _fields.FullTotal.Read(_bytes);

    /// <summary>Buffers that were handed out by way of the depot.</summary>
    public ulong FullAllocations => _fields.FullAlloc.Read(_bytes);

    /// <summary>Whether the kernel changed buffers of this cache while it wrote the dump.</summary>
    public bool WasUsedDuringDump => _fields.DumpAllocFails.Read(_bytes) != 0 || _fields.DumpUnsafe.Read(_bytes) != 0;

    /// <summary>Slot of the hash table for a buffer.</summary>
    public ulong HashSlot(ulong buffer) => (buffer >> HashShift) & HashMask;
}
