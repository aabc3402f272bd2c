using DumpReader.Bytes;

namespace DumpReader.Targets;

/// <summary>What to expand, and where to.</summary>
public sealed record ExtractRequest
{
    /// <summary>A compressed dump: <c>vmdump.N</c>, or the image of a dump device.</summary>
    public required string Dump { get; init; }

    /// <summary>Where unix.N and vmcore.N are put; null for the folder of the dump.</summary>
    public string? OutputFolder { get; init; }

    /// <summary>Replace files that are there, go on where pages are lost or where the disk looks too small.</summary>
    public bool Force { get; init; }

    /// <summary>Read by position instead of mapping.</summary>
    public bool NoMmap { get; init; }

    /// <summary>Threads that expand; 0 for as many as there are processors.</summary>
    public int Threads { get; init; }

    /// <summary>
    /// Bytes of inflated data that may be in the making at once, blocks of bzip2 before their runs are spread; apart from one block; null for 64 MiB, or 16 MiB a thread where that is
    /// more.
    /// </summary>
    public long? CacheBytes { get; init; }

    /// <summary>Is kept up to date while the work goes on.</summary>
    public WorkProgress Progress { get; init; } = new();
}

/// <summary>What came of it.</summary>
/// <param name="Unix">The symbol file.</param>
/// <param name="Vmcore">The expanded dump.</param>
/// <param name="Lost">Pages that were damaged or missing, and are zero in the expanded dump.</param>
public sealed record Extracted(string Unix, string Vmcore, long Pages, long Lost, IReadOnlyList<Problems.Problem> Problems);
