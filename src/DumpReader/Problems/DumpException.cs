namespace DumpReader.Problems;

/// <summary>A file cannot be opened as a dump; <see cref="Problem"/> says which field, what was found and what was expected.</summary>
public sealed class DumpException : Exception
{
    public DumpException(Problem problem) : base(problem.Message) => Problem = problem;

    public DumpException(Problem problem, Exception inner) : base(problem.Message, inner) => Problem = problem;

    public Problem Problem { get; }
}
