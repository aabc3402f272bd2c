namespace DumpReader.Targets;

/// <summary>What is in a dump beside the kernel (upper half of dump_flags, sys/dumphdr.h).</summary>
public enum DumpContent { KernelPages, AllPages, CurrentProcess }

/// <summary>The facts of a crash dump's header (<c>dumphdr_t</c>, sys/dumphdr.h) that a person asks for.</summary>
public sealed record DumpSummary
{
    /// <summary>The dump file as its name was given.</summary>
    public required string Path { get; init; }

    /// <summary>dump_utsname.nodename.</summary>
    public string NodeName { get; init; } = "";

    /// <summary>dump_utsname.release, e.g. <c>5.11</c>.</summary>
    public string Release { get; init; } = "";

    /// <summary>dump_utsname.version: the build of the kernel.</summary>
    public string Version { get; init; } = "";

    /// <summary>dump_utsname.machine.</summary>
    public string Machine { get; init; } = "";

    /// <summary>dump_platform, e.g. <c>i86pc</c>.</summary>
    public string Platform { get; init; } = "";

    /// <summary>dump_panicstring.</summary>
    public string PanicMessage { get; init; } = "";

    /// <summary>dump_uuid; empty where not set.</summary>
    public string ImageUuid { get; init; } = "";

    /// <summary>dump_crashtime: seconds since 1970.</summary>
    public long CrashTime { get; init; }

    public DumpContent Content { get; init; }

    /// <summary>DF_LIVE: taken from a running system.</summary>
    public bool IsLive { get; init; }

    /// <summary>DF_COMPLETE: all pages meant for the dump were written.</summary>
    public bool IsComplete { get; init; } = true;
}
