namespace DumpReader.Formats.IllumosCrash;

/// <summary>dump_flags: DF_* of sys/dumphdr.h. The upper 16 bits say what the dump holds.</summary>
[Flags]
public enum DumpFlags : uint
{
    None = 0,

    /// <summary>Not yet expanded by savecore.</summary>
    Valid = 0x1,

    /// <summary>Every page that was meant for the dump was written.</summary>
    Complete = 0x2,

    /// <summary>Taken from a running system.</summary>
    Live = 0x4,

    /// <summary>Pages are compressed: a vmdump or a raw dump device.</summary>
    Compressed = 0x8,

    /// <summary>Kernel pages only.</summary>
    Kernel = 0x10000,

    /// <summary>All of memory.</summary>
    All = 0x20000,

    /// <summary>Kernel pages and those of the process that was running.</summary>
    CurrentProcess = 0x40000,
}
