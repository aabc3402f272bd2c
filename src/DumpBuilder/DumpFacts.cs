namespace DumpBuilder;

/// <summary>What the header of a dump says about the system and its end (<c>dumphdr_t</c> in sys/dumphdr.h, <c>struct utsname</c>).</summary>
public sealed record DumpFacts
{
    public string SystemName { get; init; } = "SunOS";

    public string NodeName { get; init; } = "";

    public string Release { get; init; } = "5.11";

    public string Version { get; init; } = "";

    public string Machine { get; init; } = "i86pc";

    public string Platform { get; init; } = "i86pc";

    public string PanicString { get; init; } = "";

    /// <summary>Seconds since 1970, UTC.</summary>
    public long CrashTime { get; init; }

    /// <summary>36 characters, or empty.</summary>
    public string Uuid { get; init; } = "";

    /// <summary>Whether the fault manager initiated the panic.</summary>
    public bool IsFaultManagerPanic { get; init; }

    /// <summary>Which pages the dump is said to hold.</summary>
    public DumpContent Content { get; init; } = DumpContent.Kernel;

    /// <summary>Whether all pages were written (<c>DF_COMPLETE</c>).</summary>
    public bool IsComplete { get; init; } = true;
}

/// <summary>DF_KERNEL, DF_ALL, DF_CURPROC of sys/dumphdr.h.</summary>
public enum DumpContent
{
    Kernel = 0x10000,
    All = 0x20000,
    CurrentProcess = 0x40000,
}
