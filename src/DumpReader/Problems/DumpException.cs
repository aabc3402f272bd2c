namespace DumpReader.Problems;

/// <summary>
/// A file cannot be opened as a dump; <see cref="Problem"/> says which field, what was found and what was expected, in one line whatever the
/// file holds.
/// </summary>
public sealed class DumpException : Exception
{
    public DumpException(Problem problem) : base(problem.OneLine().Message) => Problem = problem.OneLine();

    public DumpException(Problem problem, Exception inner) : base(problem.OneLine().Message, inner) => Problem = problem.OneLine();

    public Problem Problem { get; }
}
