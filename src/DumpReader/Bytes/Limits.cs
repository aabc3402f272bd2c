namespace DumpReader.Bytes;

/// <summary>The largest counts and sizes that are believed when a file states them.</summary>
internal static partial class Limits
{
    /// <summary>dump_ksyms_size: bytes of the kernel symbol image; a large kernel has about 10 MB.</summary>
    public const long KsymsSize = 512L << 20;

    /// <summary>dump_npages: pages in one dump; 2^36 pages of 4 KiB are 256 TiB.</summary>
    public const long Pages = 1L << 36;

    /// <summary>dump_nvtop: translations; a page may have several.</summary>
    public const long Translations = 1L << 38;

    /// <summary>dump_nvtop of a compressed dump, whose translations are sorted in memory: 2^29 entries are 12 GiB.</summary>
    public const long ListedTranslations = 1L << 29;

    /// <summary>dump_npages of a compressed dump, whose pages are indexed in memory: 2^30 pages are 4 TiB.</summary>
    public const long IndexedPages = 1L << 30;

    /// <summary>dump_maxcsize: bytes of one block of a stream.</summary>
    public const int BlockSize = 131072;

    /// <summary>Blocks of the streams of one compressed dump; a full one has 128 KiB.</summary>
    public const int StreamBlocks = 1 << 26;

    /// <summary>Bytes of inflated data that are kept of one compressed dump.</summary>
    public const long InflatedBytes = 64L << 20;

    /// <summary>Bytes of inflated data that each thread may have in the making when a dump is expanded.</summary>
    public const int InflatedBytesPerThread = 16 << 20;

    /// <summary>Bytes of an index of a compressed dump that is kept: pages of 2 TiB take as much.</summary>
    public const int KeptIndexBytes = 1 << 30;

    /// <summary>What the index of a compressed dump must have cost to be kept: less is hardly noticed the next time.</summary>
    public static readonly TimeSpan KeptIndexAfter = TimeSpan.FromMilliseconds(100);

    /// <summary>Damaged buckets of the translation map whose pages are looked for in the whole map, a pass each.</summary>
    public const int RescuedBuckets = 64;

    /// <summary>Entries of one ELF symbol table.</summary>
    public const int Symbols = 1 << 24;

    /// <summary>Bytes of one symbol's name; longer ones are cut.</summary>
    public const int SymbolName = 4096;

    /// <summary>e_shnum, e_phnum: sections or segments of one ELF file; an object with a section a function has tens of thousands.</summary>
    public const int ElfSections = 1 << 20;

    /// <summary>Bytes of the names of all sections of one ELF file.</summary>
    public const int ElfSectionNames = 64 << 20;

    /// <summary>Bytes of one section's name; longer ones are cut.</summary>
    public const int ElfSectionName = 1024;

    /// <summary>Bytes of the string table of one ELF file.</summary>
    public const int ElfStrings = 1 << 30;

    /// <summary>Lookups by name or address that are answered by a plain search before an index is built.</summary>
    public const int SearchesBeforeIndex = 24;

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

    /// <summary>Bytes of one CTF container, expanded. Real ones stay under 4 MiB; 15-bit ids end all growth far below this.</summary>
    public const uint CtfBytes = 64 << 20;

    /// <summary>Two bytes of lzjb make 66 at most, so an image that claims more than this is not allocated.</summary>
    public const int LzjbRatio = 33;

    /// <summary>Deflate cannot expand more than this, so a container that claims more is not allocated.</summary>
    public const uint DeflateRatio = 1032;

    /// <summary>Types of one container: ids are 15 bits, and 0 is none.</summary>
    public const int CtfTypes = 0x7fff;

    /// <summary>Bytes of a name in a CTF container; longer ones are cut.</summary>
    public const uint CtfName = 4096;

    /// <summary>Problems kept for one container; the first tell the story.</summary>
    public const int CtfProblems = 32;

    /// <summary>Elements that a list, ring or tree of kernel objects is followed for, above any real kernel.</summary>
    public const int ListElements = 100_000_000;

    /// <summary>Elements of which the cycle guard keeps an exact set; beyond it uses Brent's algorithm.</summary>
    public const int CycleExact = 65_536;

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

    /// <summary>Buffers in the magazines of one cache.</summary>
    public const int MagazineRounds = 1 << 26;

    /// <summary>Processes of one kernel: pids go to 999,999.</summary>
    public const int Processes = 1_000_000;

    /// <summary>Slots for open files of one process; the system's own limit is 2^31, real ones stay under 2^17.</summary>
    public const int OpenFiles = 1 << 24;

    /// <summary>Chains of one set of resource controls; the kernel makes as many as there are definitions, about 64.</summary>
    public const uint RctlChains = 65_536;

    /// <summary>mh_nchains of a <c>mod_hash_t</c>; real ones stay under 2^17.</summary>
    public const int ModHashChains = 1 << 21;

    /// <summary>Bytes of the values of one list of names and values with all lists in it.</summary>
    public const long NameValueBytes = 64L << 20;

    /// <summary>Pairs, and lists, of one list of names and values with all lists in it; the configuration of a large pool has some 10,000.</summary>
    public const int NameValuePairs = 200_000;

    /// <summary>Lists of names and values within one another.</summary>
    public const int NameValueDepth = 64;

    /// <summary>Words of a <c>bitset_t</c>: 2^26 bits.</summary>
    public const uint BitsetWords = 1 << 20;

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

    /// <summary>Structures, unions and arrays within one another that a search for a member goes through.</summary>
    public const int TypeNesting = 64;

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

    /// <summary>Levels of a balanced tree: more than 2^64 nodes would need.</summary>
    public const int TreeDepth = 128;

    /// <summary>Bytes of one object that are copied at once.</summary>
    public const int ObjectBytes = 16 << 20;

    /// <summary>Bytes of a string that is read without its length.</summary>
    public const int StringBytes = 4096;

    /// <summary>Bytes of code that are stepped through to find the instructions ahead of an address; a large function has about 64 KiB.</summary>
    public const ulong MostCodeStepped = 16 << 20;

    /// <summary>Bytes of one segment of notes of an ELF core; a process of ten thousand threads has about 20 MB.</summary>
    public const ulong CoreNotes = 512UL << 20;

    /// <summary>Threads of one process; Linux allows 2^22.</summary>
    public const int ProcessThreads = 1 << 22;

    /// <summary>Mappings of files in one process; Linux allows 65,530 by default.</summary>
    public const ulong MappedFiles = 1 << 20;

    /// <summary>Bytes of one path (PATH_MAX of Linux).</summary>
    public const int PathBytes = 4096;

    /// <summary>Streams of one minidump; real ones have about 20.</summary>
    public const uint MinidumpStreams = 1024;

    /// <summary>Bytes of one entry of call frame information; that of a function of a megabyte has some tens of KiB.</summary>
    public const int FrameEntryBytes = 1 << 18;

    /// <summary>Bytes of what entries of call frame information have in common; real ones have about 20.</summary>
    public const int CommonEntryBytes = 4096;

    /// <summary>Kinds of entries of call frame information of one object: compilers make a few for each file that is linked.</summary>
    public const int CommonEntries = 1 << 17;

    /// <summary>Entries of call frame information of one object that are read where it has no table of them; a browser has about 500,000.</summary>
    public const int FrameEntries = 1 << 21;

    /// <summary>Bytes of call frame information of one object that are read where it has no table of its entries.</summary>
    public const ulong FrameBytes = 256UL << 20;

    /// <summary>Rows that the call frame information of one function remembers; compilers nest two or three.</summary>
    public const int FrameStates = 256;

    /// <summary>Numbers on the stack of one expression of call frame information; real ones need four.</summary>
    public const int ExpressionDepth = 64;

    /// <summary>Operations of one expression of call frame information, as it jumps back; real ones have about ten.</summary>
    public const int ExpressionSteps = 4096;

    /// <summary>Bytes of a program or library that a dump names; with debug information some have several GB.</summary>
    public const long ObjectFileBytes = 64L << 30;

    /// <summary>Functions that a library of Windows exports: ordinals are 16 bits.</summary>
    public const uint Exports = 65_536;

    /// <summary>Bytes of the names that a library of Windows exports; large ones have 2 MB.</summary>
    public const int ExportNames = 16 << 20;

    /// <summary>Entries of the exception directory of a program of Windows; a browser has about 500,000.</summary>
    public const uint WindowsFunctions = 1 << 22;
}
