namespace DumpReader.Kernel.Memory;

/// <summary>Where the members of the allocator's smaller structures lie in this dump (sys/kmem_impl.h).</summary>
internal sealed class KmemLayout(KernelObjects kernel)
{
    public CacheFields Cache { get; } = new(kernel.Type("struct kmem_cache"));

    public CpuFields Cpu { get; } = new(kernel.Type("struct kmem_cpu_cache"));

    public SlabFields Slab { get; } = new(kernel.Type("struct kmem_slab"));

    public BufctlFields Bufctl { get; } = new(kernel.Type("struct kmem_bufctl"));

    public AuditFields Audit { get; } = new(kernel.Type("struct kmem_bufctl_audit"));

    public TagFields Tag { get; } = new(kernel.Type("struct kmem_buftag"));

    /// <summary>mag_round of <c>struct kmem_magazine</c>; mag_next is at 0.</summary>
    public int Rounds { get; } = Math.Max(StructureField.Of(kernel.Type("struct kmem_magazine"), "mag_round").Offset, 8);

    public StructureField MagazineNext { get; } = StructureField.Of(kernel.Type("struct kmem_magazine"), "mag_next");

    public ulong MagazineTypeSize { get; } = kernel.Type("struct kmem_magtype").Size;

    public StructureField MagazineTypeRounds { get; } = StructureField.Of(kernel.Type("struct kmem_magtype"), "mt_magsize");

    public sealed class CpuFields(KernelType type)
    {
        public int Size { get; } = (int)type.Size;

        public StructureField Allocated { get; } = StructureField.Of(type, "cc_alloc");

        public StructureField Freed { get; } = StructureField.Of(type, "cc_free");

        public StructureField Loaded { get; } = StructureField.Of(type, "cc_loaded");

        public StructureField Previous { get; } = StructureField.Of(type, "cc_ploaded");

        public StructureField Flags { get; } = StructureField.Of(type, "cc_flags");

        public StructureField Rounds { get; } = StructureField.Of(type, "cc_rounds");

        public StructureField PreviousRounds { get; } = StructureField.Of(type, "cc_prounds");

        public StructureField MagazineSize { get; } = StructureField.Of(type, "cc_magsize");

        public StructureField DumpRounds { get; } = StructureField.Of(type, "cc_dump_rounds");

        public StructureField DumpPreviousRounds { get; } = StructureField.Of(type, "cc_dump_prounds");
    }

    public sealed class SlabFields(KernelType type)
    {
        public int Size { get; } = (int)type.Size;

        public StructureField Cache { get; } = StructureField.Of(type, "slab_cache");

        public StructureField Base { get; } = StructureField.Of(type, "slab_base");

        public StructureField Head { get; } = StructureField.Of(type, "slab_head");

        public StructureField RefCount { get; } = StructureField.Of(type, "slab_refcnt");

        public StructureField Chunks { get; } = StructureField.Of(type, "slab_chunks");

        public StructureField Flags { get; } = StructureField.Of(type, "slab_flags");
    }

    public sealed class BufctlFields(KernelType type)
    {
        public int Size { get; } = (int)type.Size;

        public StructureField Next { get; } = StructureField.Of(type, "bc_next");

        public StructureField Buffer { get; } = StructureField.Of(type, "bc_addr");

        public StructureField Slab { get; } = StructureField.Of(type, "bc_slab");
    }

    public sealed class AuditFields(KernelType type)
    {
        public int Size { get; } = (int)type.Size;

        public StructureField Buffer { get; } = StructureField.Of(type, "bc_addr");

        public StructureField Slab { get; } = StructureField.Of(type, "bc_slab");

        public StructureField Cache { get; } = StructureField.Of(type, "bc_cache");

        public StructureField Timestamp { get; } = StructureField.Of(type, "bc_timestamp");

        public StructureField Thread { get; } = StructureField.Of(type, "bc_thread");

        public StructureField LastLog { get; } = StructureField.Of(type, "bc_lastlog");

        public StructureField Contents { get; } = StructureField.Of(type, "bc_contents");

        public StructureField Depth { get; } = StructureField.Of(type, "bc_depth");

        public StructureField Stack { get; } = StructureField.Of(type, "bc_stack");

        /// <summary>Most frames that a record holds: KMEM_STACK_DEPTH, 15.</summary>
        public int MostFrames => Stack.IsKnown ? Math.Max(Size - Stack.Offset, 0) / 8 : 0;
    }

    public sealed class TagFields(KernelType type)
    {
        public int Size { get; } = (int)type.Size;

        public StructureField Redzone { get; } = StructureField.Of(type, "bt_redzone");

        public StructureField Bufctl { get; } = StructureField.Of(type, "bt_bufctl");

        public StructureField State { get; } = StructureField.Of(type, "bt_bxstat");
    }
}
