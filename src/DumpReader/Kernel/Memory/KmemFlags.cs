namespace DumpReader.Kernel.Memory;

/// <summary>KMF_ flags of a cache (cache_flags, sys/kmem_impl.h).</summary>
[Flags]
internal enum KmemFlags : uint
{
    None = 0,
    Audit = 0x1,
    Deadbeef = 0x2,
    Redzone = 0x4,
    Contents = 0x8,
    NoMagazine = 0x20,
    Firewall = 0x40,
    Lite = 0x100,
    Hash = 0x200,
    DumpDivert = 0x1000,
    DumpUnsafe = 0x2000,

    /// <summary>Each buffer is followed by a tag.</summary>
    Tagged = Deadbeef | Redzone,
}

/// <summary>KMC_ flags of a cache (cache_cflags).</summary>
[Flags]
internal enum KmemCacheFlags : uint
{
    None = 0,
    NoTouch = 0x10000,
    NoDebug = 0x20000,
    NoMagazine = 0x40000,
    NoHash = 0x80000,
    QuantumCache = 0x100000,
    KmemAlloc = 0x200000,
    Identifier = 0x400000,
}
