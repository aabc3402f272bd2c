namespace DumpReader.Bytes;

// Counts and sizes that structures of the kernel state about themselves, and that single commands show.
internal static partial class Limits
{
    /// <summary>Levels of types within one another (typedefs, arrays, pointers), however they are nested or lead in a circle.</summary>
    public const int TypeDepth = 256;

    /// <summary>Frames of one stack; one of <see cref="KernelStackBytes"/> has fewer.</summary>
    public const int Frames = 1 << 20;

    /// <summary>Bytes of <c>struct page</c>; real ones have under 200.</summary>
    public const ulong PageStructureBytes = 4096;

    /// <summary>disp_npri: levels of one dispatch queue; real ones have under 200.</summary>
    public const ulong DispatchLevels = 4096;

    /// <summary>Locality groups, which a set holds in the bits of one word.</summary>
    public const ulong LocalityGroups = 64;

    /// <summary>Processors that callout tables are counted by.</summary>
    public const uint CalloutProcessors = 1 << 16;

    /// <summary>tq_nthreads_max: threads of one task queue.</summary>
    public const uint TaskQueueThreads = 1 << 16;

    /// <summary>tq_nbuckets: buckets of one dynamic task queue.</summary>
    public const ulong TaskQueueBuckets = 1 << 16;

    /// <summary>Groups of transactions of one list (TXG_SIZE is 4).</summary>
    public const ulong TxgSlots = 64;

    /// <summary>Groups, or identities of other systems, of one credential; the kernel allows 1024.</summary>
    public const ulong CredentialParts = 65_536;

    /// <summary>Members of one <c>group_t</c>.</summary>
    public const uint GroupMembers = 1 << 16;

    /// <summary>Cyclics of one CPU.</summary>
    public const long Cyclics = 1 << 16;

    /// <summary>Entries of one soft buffer of the cyclics of a CPU.</summary>
    public const int CyclicEntries = 1 << 16;

    /// <summary>Statistics of the cache of ZFS.</summary>
    public const int ArcStatistics = 1024;

    /// <summary>Bytes of the address of one end of a socket.</summary>
    public const uint SocketAddressBytes = 256;
}
