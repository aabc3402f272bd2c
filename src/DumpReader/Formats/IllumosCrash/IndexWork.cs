using System.Diagnostics;
using DumpReader.Bytes;
using DumpReader.Problems;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>What the index of a compressed dump has cost, and whether anything wrong was met: only a whole one is worth keeping.</summary>
internal sealed class IndexWork(Action<Problem> report)
{
    private long _spent;

    /// <summary>Told how far it has come.</summary>
    public WorkProgress? Progress { get; init; }

    public TimeSpan Spent => TimeSpan.FromTicks(Volatile.Read(ref _spent));

    public bool IsSound { get; private set; } = true;

    public void Report(Problem problem)
    {
        IsSound = false;
        report(problem);
    }

    public T Time<T>(Func<T> work)
    {
        long start = Stopwatch.GetTimestamp();
        T result = work();
        Interlocked.Add(ref _spent, Stopwatch.GetElapsedTime(start).Ticks);
        return result;
    }
}
