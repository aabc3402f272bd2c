namespace DumpReader.Kernel.Memory;

/// <summary>What one CPU holds of a cache (<c>kmem_cpu_cache_t</c>): while the kernel writes its dump, the panicking one keeps its counts aside.</summary>
internal readonly struct KmemCpu(KmemLayout.CpuFields fields, ReadOnlySpan<byte> bytes)
{
    private readonly short _rounds = (short)fields.Rounds.Read(bytes);
    private readonly short _previousRounds = (short)fields.PreviousRounds.Read(bytes);
    private readonly short _dumpRounds = (short)fields.DumpRounds.Read(bytes);
    private readonly short _dumpPreviousRounds = (short)fields.DumpPreviousRounds.Read(bytes);

    public ulong Allocations { get; } = fields.Allocated.Read(bytes);

    /// <summary>The magazine in use.</summary>
    public ulong Loaded { get; } = fields.Loaded.Read(bytes);

    /// <summary>The magazine used before.</summary>
    public ulong Previous { get; } = fields.Previous.Read(bytes);

    public KmemFlags Flags { get; } = (KmemFlags)fields.Flags.Read(bytes);

    /// <summary>Buffers that a magazine holds; 0 while magazines are off.</summary>
    public int MagazineSize { get; } = (short)fields.MagazineSize.Read(bytes);

    private bool IsDumping => (Flags & KmemFlags.DumpDivert) != 0;

    /// <summary>Buffers in <see cref="Loaded"/>; 0 or less for none.</summary>
    public int Rounds => IsDumping ? _dumpRounds : _rounds;

    /// <summary>Buffers in <see cref="Previous"/>; 0 or less for none.</summary>
    public int PreviousRounds => IsDumping ? _dumpPreviousRounds : _previousRounds;
}
