namespace Mdb.Triage;

/// <summary>How one run of triage works.</summary>
internal sealed record TriageOptions
{
    /// <summary>Folder for records; null to print them.</summary>
    public string? Out { get; init; }

    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>Time for one dump.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Bytes of heap for one dump; null for no limit of ours.</summary>
    public long? Memory { get; init; }

    public bool Strict { get; init; }

    public bool Force { get; init; }

    /// <summary>Print pages, not records.</summary>
    public bool Pages { get; init; }
}
