namespace DumpReader.Kernel.Memory;

/// <summary>A slab (<c>kmem_slab_t</c>).</summary>
/// <param name="Address">Of its structure.</param>
/// <param name="Cache">Which it says it belongs to.</param>
/// <param name="Base">Its first buffer.</param>
/// <param name="Head">First free bufctl; of a cache without hash table, the link in the first free buffer.</param>
/// <param name="RefCount">Buffers that are not free.</param>
/// <param name="Chunks">Buffers.</param>
/// <param name="Flags">KMEM_SLAB_NOMOVE 1.</param>
internal readonly record struct KmemSlab(ulong Address, ulong Cache, ulong Base, ulong Head, ulong RefCount, ulong Chunks, uint Flags)
{
    private const uint NoMove = 1;

    public bool IsImmovable => (Flags & NoMove) != 0;
}

/// <summary>A buffer and, in a cache with a hash table, its <c>kmem_bufctl_t</c>; 0 where it was not asked for.</summary>
internal readonly record struct KmemBuffer(ulong Address, ulong Bufctl);
