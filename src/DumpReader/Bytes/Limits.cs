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

    /// <summary>Blocks of the streams of one compressed dump; a full one has 128 KiB, so many 2 TiB.</summary>
    public const int StreamBlocks = 1 << 24;

    /// <summary>Bytes of inflated data that are kept of one compressed dump.</summary>
    public const long InflatedBytes = 64L << 20;

    /// <summary>Bytes of inflated data that each thread may have in the making when a dump is expanded.</summary>
    public const int InflatedBytesPerThread = 16 << 20;

    /// <summary>Bytes of an index of a compressed dump that is kept: pages of 2 TiB take as much.</summary>
    public const int KeptIndexBytes = 1 << 30;

    /// <summary>Bytes of all indexes in the folder of those that are not beside their dumps; the one written last stays in any case.</summary>
    public const long KeptIndexFolderBytes = 1L << 30;

    /// <summary>Indexes in that folder.</summary>
    public const int KeptIndexFiles = 1024;

    /// <summary>What the index of a compressed dump must have cost to be kept: less is hardly noticed the next time.</summary>
    public static readonly TimeSpan KeptIndexAfter = TimeSpan.FromMilliseconds(100);

    /// <summary>Damaged buckets of the translation map whose pages are looked for in the whole map, a pass each.</summary>
    public const int RescuedBuckets = 64;

    /// <summary>Lookups by name or address that are answered by a plain search before an index is built.</summary>
    public const int SearchesBeforeIndex = 24;

    /// <summary>Two bytes of lzjb make 66 at most, so an image that claims more than this is not allocated.</summary>
    public const int LzjbRatio = 33;

    /// <summary>Elements that a list, ring or tree of kernel objects is followed for, above any real kernel; see <see cref="MemoryElements"/>.</summary>
    public const int ListElements = 1 << 24;

    /// <summary>
    /// Elements of a list or tree of what there is one of for each page or so: page structures of a file, slabs of a cache, segments of an
    /// arena. 400 GB of pages on one list.
    /// </summary>
    public const int MemoryElements = 100_000_000;

    /// <summary>Elements of which the cycle guard keeps an exact set; beyond it uses Brent's algorithm.</summary>
    public const int CycleExact = 65_536;

    /// <summary>Levels of a balanced tree: more than 2^64 nodes would need.</summary>
    public const int TreeDepth = 128;

    /// <summary>Bytes of one object that are copied at once.</summary>
    public const int ObjectBytes = 16 << 20;

    /// <summary>Bytes of a string that is read without its length.</summary>
    public const int StringBytes = 4096;

    /// <summary>Bytes of code that are stepped through to find the instructions ahead of an address; a large function has about 64 KiB.</summary>
    public const ulong MostCodeStepped = 16 << 20;

    /// <summary>Bytes of one path (PATH_MAX of Linux).</summary>
    public const int PathBytes = 4096;
}
