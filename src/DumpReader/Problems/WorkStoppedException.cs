namespace DumpReader.Problems;

/// <summary>
/// Work was stopped by whoever asked for it: past a deadline, or interrupted. What was under way has no result, and leaves nothing behind that
/// would look like one.
/// </summary>
internal sealed class WorkStoppedException() : OperationCanceledException("stopped: a deadline has passed, or somebody interrupted")
{
    /// <summary>Whether a failure is this one, which sorting and work on several threads wrap in others.</summary>
    public static bool IsBehind(Exception failure) =>
        failure is WorkStoppedException
        || (failure is InvalidOperationException or AggregateException && failure.InnerException is { } inner && IsBehind(inner));
}
