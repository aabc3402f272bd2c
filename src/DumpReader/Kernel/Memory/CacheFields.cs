namespace DumpReader.Kernel.Memory;

/// <summary>Where the members of <c>struct kmem_cache</c> lie in this dump (sys/kmem_impl.h).</summary>
internal sealed class CacheFields(KernelType type)
{
    /// <summary>Bytes of the structure with the state of one CPU; 0 where the dump has no such type.</summary>
    public int Size { get; } = (int)type.Size;

    /// <summary>cache_cpu[]: state of each CPU, by cpu_seqid.</summary>
    public StructureField Cpus { get; } = StructureField.Of(type, "cache_cpu");

    public StructureField Name { get; } = StructureField.Of(type, "cache_name");

    public StructureField SlabCreate { get; } = StructureField.Of(type, "cache_slab_create");

    public StructureField SlabDestroy { get; } = StructureField.Of(type, "cache_slab_destroy");

    public StructureField SlabAlloc { get; } = StructureField.Of(type, "cache_slab_alloc");

    public StructureField AllocFail { get; } = StructureField.Of(type, "cache_alloc_fail");

    public StructureField BufTotal { get; } = StructureField.Of(type, "cache_buftotal");

    public StructureField BufSize { get; } = StructureField.Of(type, "cache_bufsize");

    public StructureField Constructor { get; } = StructureField.Of(type, "cache_constructor");

    public StructureField Arena { get; } = StructureField.Of(type, "cache_arena");

    public StructureField CacheFlags { get; } = StructureField.Of(type, "cache_cflags");

    public StructureField Flags { get; } = StructureField.Of(type, "cache_flags");

    public StructureField ChunkSize { get; } = StructureField.Of(type, "cache_chunksize");

    public StructureField SlabSize { get; } = StructureField.Of(type, "cache_slabsize");

    public StructureField MaxChunks { get; } = StructureField.Of(type, "cache_maxchunks");

    public StructureField Bufctl { get; } = StructureField.Of(type, "cache_bufctl");

    public StructureField Buftag { get; } = StructureField.Of(type, "cache_buftag");

    public StructureField Verify { get; } = StructureField.Of(type, "cache_verify");

    public StructureField MaxColor { get; } = StructureField.Of(type, "cache_maxcolor");

    public StructureField HashShift { get; } = StructureField.Of(type, "cache_hash_shift");

    public StructureField HashMask { get; } = StructureField.Of(type, "cache_hash_mask");

    public StructureField HashTable { get; } = StructureField.Of(type, "cache_hash_table");

    /// <summary>The <c>list_t</c> of slabs without a free buffer.</summary>
    public StructureField CompleteSlabs { get; } = StructureField.Of(type, "cache_complete_slabs");

    /// <summary>The <c>avl_tree_t</c> of slabs with some.</summary>
    public StructureField PartialSlabs { get; } = StructureField.Of(type, "cache_partial_slabs");

    public StructureField MagazineType { get; } = StructureField.Of(type, "cache_magtype");

    public StructureField FullMagazines { get; } = StructureField.Of(type, "cache_full.ml_list");

    public StructureField FullTotal { get; } = StructureField.Of(type, "cache_full.ml_total");

    public StructureField FullAlloc { get; } = StructureField.Of(type, "cache_full.ml_alloc");

    public StructureField DumpAllocFails { get; } = StructureField.Of(type, "cache_dump.kd_alloc_fails");

    public StructureField DumpUnsafe { get; } = StructureField.Of(type, "cache_dump.kd_unsafe");
}
