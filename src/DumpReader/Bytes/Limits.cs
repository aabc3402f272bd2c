namespace DumpReader.Bytes;

/// <summary>The largest counts and sizes that are believed when a file states them.</summary>
internal static class Limits
{
    /// <summary>Bytes of one CTF container, expanded. Real ones stay under 4 MiB; 15-bit ids end all growth far below this.</summary>
    public const uint CtfBytes = 64 << 20;

    /// <summary>Deflate cannot expand more than this, so a container that claims more is not allocated.</summary>
    public const uint DeflateRatio = 1032;

    /// <summary>Types of one container: ids are 15 bits, and 0 is none.</summary>
    public const int CtfTypes = 0x7fff;

    /// <summary>Problems kept for one container; the first tell the story.</summary>
    public const int CtfProblems = 32;

    /// <summary>Elements that a list, ring or tree of kernel objects is followed for, above any real kernel.</summary>
    public const int ListElements = 100_000_000;

    /// <summary>Elements of which the cycle guard keeps an exact set; beyond it uses Brent's algorithm.</summary>
    public const int CycleExact = 65_536;

    /// <summary>Processes of one kernel: pids go to 999,999.</summary>
    public const int Processes = 1_000_000;

    /// <summary>Context operators of one thread; real ones have under ten.</summary>
    public const int ContextOps = 65_536;

    /// <summary>Levels of a balanced tree: more than 2^64 nodes would need.</summary>
    public const int TreeDepth = 128;

    /// <summary>Bytes of one object that are copied at once.</summary>
    public const int ObjectBytes = 16 << 20;

    /// <summary>Bytes of a string that is read without its length.</summary>
    public const int StringBytes = 4096;
}
