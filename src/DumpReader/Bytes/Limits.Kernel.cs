namespace DumpReader.Bytes;

// What structures of the kernel state about themselves.
internal static partial class Limits
{
    /// <summary>Modules on the list of the kernel; a large system has about 300.</summary>
    public const int Modules = 8192;

    /// <summary>Bytes of a module's name (MODMAXNAMELEN is 32) or path (MAXPATHLEN is 1024), NUL included.</summary>
    public const int ModuleName = 1024;

    /// <summary>symsize of <c>struct module</c>: bytes of a module's symbol and string tables; genunix has about 2 MB.</summary>
    public const ulong ModuleSymbols = 64UL << 20;

    /// <summary>ctfsize of <c>struct module</c>: bytes of a module's CTF container as stored.</summary>
    public const ulong ModuleCtf = 64UL << 20;

    /// <summary>Name and value pairs in panicbuf, which is 8192 bytes long.</summary>
    public const int PanicRegisters = 340;

    /// <summary>No kernel stack is larger; a size beyond it is damage.</summary>
    public const ulong KernelStackBytes = 1 << 20;

    /// <summary>max_ncpus: amd64 kernels stop at 256.</summary>
    public const int Cpus = 4096;

    /// <summary>lh_chunksize: bytes of one chunk of an allocator's log; real ones have some tens of KiB.</summary>
    public const ulong LogChunk = 64 << 20;

    /// <summary>lh_nchunks: a log of 1 GiB has about 65,000.</summary>
    public const uint LogChunks = 1 << 22;

    /// <summary>Buffers of one slab: 2^17 bytes of 8 are 2^14, larger slabs have larger buffers.</summary>
    public const int SlabChunks = 1 << 20;

    /// <summary>Buffers in the magazines of one cache; those of a large system have some hundred thousand.</summary>
    public const int MagazineRounds = 1 << 24;

    /// <summary>Bufctls on one chain of the hash table of a cache that is searched for a buffer: the allocator keeps one or two on average.</summary>
    public const int HashChain = 4096;

    /// <summary>Threads that hold locks and are on no list of threads; damage makes them.</summary>
    public const int LostOwners = 65_536;

    /// <summary>Processes of one kernel: pids go to 999,999.</summary>
    public const int Processes = 1_000_000;

    /// <summary>Generations of processes above one; real ones have under 50.</summary>
    public const int ProcessDepth = 1000;

    /// <summary>Slots for open files of one process; the system's own limit is 2^31, real ones stay under 2^17.</summary>
    public const int OpenFiles = 1 << 24;

    /// <summary>Chains of one set of resource controls; the kernel makes as many as there are definitions, about 64.</summary>
    public const uint RctlChains = 65_536;

    /// <summary>Values of one resource control; real ones have three or four.</summary>
    public const int RctlValues = 65_536;

    /// <summary>mh_nchains of a <c>mod_hash_t</c>; real ones stay under 2^17.</summary>
    public const int ModHashChains = 1 << 21;

    /// <summary>Bytes of the values of one list of names and values with all lists in it.</summary>
    public const long NameValueBytes = 64L << 20;

    /// <summary>Pairs, and lists, of one list of names and values with all lists in it; the configuration of a large pool has some 10,000.</summary>
    public const int NameValuePairs = 200_000;

    /// <summary>Lists of names and values within one another.</summary>
    public const int NameValueDepth = 64;

    /// <summary>Words of a <c>bitset_t</c>: 2^18 bits; kernels have sets of processors, of which there are 256 at most.</summary>
    public const uint BitsetWords = 4096;

    /// <summary>Nodes of the device tree; a large system has a few thousand.</summary>
    public const int DeviceNodes = 1 << 20;

    /// <summary>Generations of the device tree; real ones have under 20.</summary>
    public const int DeviceDepth = 256;

    /// <summary>devcnt: major numbers; the kernel allows 2^18 - 1 (L_MAXMAJ).</summary>
    public const int Majors = 1 << 18;

    /// <summary>n_items of <c>i_ddi_soft_state</c>: instances of one driver.</summary>
    public const ulong SoftStates = 1 << 24;

    /// <summary>prop_len: bytes of one property that are shown.</summary>
    public const int PropertyBytes = 1 << 20;

    /// <summary>stablesz: chains of the table of special vnodes; the kernel has 256.</summary>
    public const uint SnodeChains = 65_536;

    /// <summary>nc_hashsz: chains of the directory name lookup cache; the kernel makes a power of two near the number of entries over 8.</summary>
    public const uint NameCacheChains = 1 << 24;

    /// <summary>Entries of the directory name lookup cache (ncsize); a large file server has a few million.</summary>
    public const int NameCacheEntries = 1 << 26;

    /// <summary>Components of one path: MAXPATHLEN is 1024, and each needs two bytes.</summary>
    public const int PathComponents = 512;

    /// <summary>mo_count: mount options of one file system.</summary>
    public const uint MountOptions = 1024;

    /// <summary>vdev_children: devices that one device of a pool is made of.</summary>
    public const ulong VdevChildren = 65_536;

    /// <summary>vdev_ms_count: regions of one device of a pool; the kernel aims at 200 and stops at 2^17.</summary>
    public const ulong Metaslabs = 1 << 20;

    /// <summary>ml_num_sublists: lists of a multilist; one for each CPU.</summary>
    public const ulong Sublists = 65_536;

    /// <summary>Chains of one hash table of ZFS: it has one for each 4 or 8 KiB of physical memory.</summary>
    public const uint ZfsChains = 1 << 30;

    /// <summary>Elements of one node of a B-tree of ZFS, whose leaves have 4096 bytes.</summary>
    public const ulong BtreeElements = 4096;

    /// <summary>v_hbuf: rings of the buffer cache; the kernel makes a power of two below 2^16.</summary>
    public const ulong BufferHeads = 1 << 20;

    /// <summary>Bytes of the ring in which one CPU notes its traps; the kernel's own is a page or a few.</summary>
    public const ulong TrapTraceBytes = 64 << 20;

    /// <summary>Inputs and outputs of ZFS that one tree of them is followed for.</summary>
    public const int Zios = 1_000_000;

    /// <summary>Chains of one table of network connections; the kernel makes them by memory, up to some 100,000.</summary>
    public const ulong ConnectionChains = 1 << 24;

    /// <summary>Chains of a table of neighbours (NCE_TABLE_SIZE of inet/ip_ndp.h is 256).</summary>
    public const uint NeighbourChains = 65_536;

    /// <summary>Kinds of network interfaces: one for each name of a driver.</summary>
    public const int InterfaceKinds = 1024;

    /// <summary>Graphs of file locks (HASH_SIZE of sys/flock_impl.h is 32).</summary>
    public const int LockGraphs = 4096;

    /// <summary>Context operators of one thread; real ones have under ten.</summary>
    public const int ContextOps = 65_536;

    /// <summary>Arenas of one kernel; real ones have under 200.</summary>
    public const int VmemArenas = 65_536;

    /// <summary>Runs of physical memory that have page structures; real kernels have under 100.</summary>
    public const int MemorySegments = 65_536;

    /// <summary>page_hashsz: chains of the page hash table; 2^30 would serve 4 PiB.</summary>
    public const long PageHashSlots = 1L << 30;

    /// <summary>Bytes of an array of sizes that the allocator serves; real ones have under 60 numbers.</summary>
    public const ulong RequestSizeBytes = 65_536;

    /// <summary>Pointers or locks of one type that are looked at; an array of more is in part.</summary>
    public const int PartsOfType = 65_536;

    /// <summary>Allocated buffers that are looked at together; a kernel of 1 TiB has about half as many.</summary>
    public const int Buffers = 1 << 30;

    /// <summary>Buffers for which room is made because the caches count as many; more are believed when they are there.</summary>
    public const ulong ExpectedBuffers = 1 << 24;

    /// <summary>Pages of one segment of files or anonymous memory: 2^28 are 1 TiB.</summary>
    public const long SegmentPages = 1L << 28;

    /// <summary>kmem_lite_count: callers noted behind a buffer; the kernel's own default is 4.</summary>
    public const uint LiteCallers = 64;

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
