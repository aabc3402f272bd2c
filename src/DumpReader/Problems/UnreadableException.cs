namespace DumpReader.Problems;

/// <summary>Memory that was asked for is not in the dump. Thrown only by members that have a <c>Try...</c> twin which returns false instead.</summary>
public sealed class UnreadableException : Exception
{
    public UnreadableException(Problem problem) : base(problem.Message) => Problem = problem;

    /// <summary>What was to be read, and where.</summary>
    public Problem Problem { get; }
}
