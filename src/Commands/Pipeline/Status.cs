namespace Commands.Pipeline;

/// <summary>How one call of a dcmd ended (language.md 4.1).</summary>
internal enum Status
{
    Ok,
    /// <summary>Failed; loops and pipelines go on.</summary>
    Error,
    /// <summary>Wrong arguments: usage is shown, loops and pipelines stop.</summary>
    Usage,
    /// <summary>Not mine: try the previous definition of the name.</summary>
    Next,
    /// <summary>Failed; loops and pipelines stop.</summary>
    Abort,
}
