using DumpReader.Bytes;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>
/// The header of a crash dump: <c>dumphdr_t</c> of sys/dumphdr.h, 1912 bytes, little-endian, as stored. Offsets are in bytes
/// from the start of the file. Nothing in it is believed before <see cref="DumpHeaderChecks"/> has looked.
/// </summary>
public sealed record DumpHeader
{
    /// <summary>Bytes of the structure.</summary>
    public const int Size = 1912;

    /// <summary>DUMP_MAGIC.</summary>
    public const uint ExpectedMagic = 0xdefec8ed;

    /// <summary>DUMP_VERSION.</summary>
    public const uint ExpectedVersion = 10;

    private const int NameLength = 257; // _SYS_NMLN

    /// <summary>Reads the 1912 bytes at the cursor.</summary>
    public static DumpHeader Read(ref Cursor cursor)
    {
        var header = new DumpHeader
        {
            Magic = cursor.UInt32(),              // dump_magic
            Version = cursor.UInt32(),            // dump_version
            Flags = (DumpFlags)cursor.UInt32(),   // dump_flags
            WordSize = cursor.UInt32(),           // dump_wordsize
            Start = cursor.Int64(),               // dump_start
            Ksyms = cursor.Int64(),               // dump_ksyms
            PfnTable = cursor.Int64(),            // dump_pfn
            Map = cursor.Int64(),                 // dump_map
            Data = cursor.Int64(),                // dump_data
            SystemName = cursor.Text(NameLength), // dump_utsname.sysname
            NodeName = cursor.Text(NameLength),   // dump_utsname.nodename
            Release = cursor.Text(NameLength),    // dump_utsname.release
            KernelVersion = cursor.Text(NameLength), // dump_utsname.version
            Machine = cursor.Text(NameLength),    // dump_utsname.machine
            Platform = cursor.Text(NameLength),   // dump_platform
            PanicString = cursor.Text(200),       // dump_panicstring
            CrashTime = Aligned(ref cursor, 2),   // dump_crashtime
            PageShift = cursor.Int64(),           // dump_pageshift
            PageSize = cursor.Int64(),            // dump_pagesize
            HashMask = cursor.Int64(),            // dump_hashmask
            TranslationCount = cursor.Int64(),    // dump_nvtop
            PageCount = cursor.Int64(),           // dump_npages
            KsymsSize = cursor.Int64(),           // dump_ksyms_size
            KsymsStoredSize = cursor.Int64(),     // dump_ksyms_csize
            IsFaultManagerPanic = cursor.UInt32() != 0, // dump_fm_panic
            Uuid = cursor.Text(37),               // dump_uuid
        };
        cursor.Skip(7);
        return header;
    }

    private static long Aligned(ref Cursor cursor, int padding)
    {
        cursor.Skip(padding);
        return cursor.Int64();
    }

    public uint Magic { get; init; }

    public uint Version { get; init; }

    public DumpFlags Flags { get; init; }

    /// <summary>Bits of a kernel address: 64.</summary>
    public uint WordSize { get; init; }

    /// <summary>Where the header lay on the device the dump was taken from; nothing in an expanded dump depends on it.</summary>
    public long Start { get; init; }

    /// <summary>Offset of the symbol image.</summary>
    public long Ksyms { get; init; }

    /// <summary>Offset of the sorted table of page frame numbers.</summary>
    public long PfnTable { get; init; }

    /// <summary>Offset of the translation map.</summary>
    public long Map { get; init; }

    /// <summary>Offset of the page data.</summary>
    public long Data { get; init; }

    public string SystemName { get; init; } = "";

    public string NodeName { get; init; } = "";

    public string Release { get; init; } = "";

    public string KernelVersion { get; init; } = "";

    public string Machine { get; init; } = "";

    /// <summary>Platform name, e.g. <c>i86pc</c>.</summary>
    public string Platform { get; init; } = "";

    /// <summary>The panic message, cut to 200 bytes.</summary>
    public string PanicString { get; init; } = "";

    /// <summary>Seconds since 1970.</summary>
    public long CrashTime { get; init; }

    public long PageShift { get; init; }

    public long PageSize { get; init; }

    /// <summary>One less than the number of slots of the map, which is a power of two.</summary>
    public long HashMask { get; init; }

    /// <summary>Translations of (address space, address) to a page.</summary>
    public long TranslationCount { get; init; }

    /// <summary>Pages of data, which is also the length of the table of page frame numbers.</summary>
    public long PageCount { get; init; }

    /// <summary>Bytes of the symbol image when expanded.</summary>
    public long KsymsSize { get; init; }

    /// <summary>Bytes of the symbol image as stored; the same where it is not compressed.</summary>
    public long KsymsStoredSize { get; init; }

    public bool IsFaultManagerPanic { get; init; }

    /// <summary>The image's UUID; may be empty.</summary>
    public string Uuid { get; init; } = "";
}
