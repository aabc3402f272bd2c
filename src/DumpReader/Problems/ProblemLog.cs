namespace DumpReader.Problems;

/// <summary>What was found wrong with one dump, in order, each once. Safe for concurrent use.</summary>
internal sealed class ProblemLog
{
    /// <summary>More of them say nothing new.</summary>
    private const int Most = 1000;

    private readonly Lock _gate = new();
    private readonly HashSet<Problem> _seen = [];
    private Problem[] _problems = [];

    /// <summary>A snapshot; it does not change when more is found.</summary>
    public IReadOnlyList<Problem> All => Volatile.Read(ref _problems);

    /// <summary>Keeps a problem. Its message stays one line, whatever paths and names of the dump stand in it.</summary>
    public void Report(Problem problem)
    {
        problem = problem.OneLine();
        lock (_gate)
        {
            if (_problems.Length < Most && _seen.Add(problem))
            {
                Volatile.Write(ref _problems, [.. _problems, problem]);
            }
        }
    }
}
