using System.Diagnostics;
using DumpReader.Problems;

namespace Fuzz;

/// <summary>
/// A reader that takes bytes from outside. What it promises for any input: an answer, or the exception that its documentation names with one
/// clear line; soon; and without memory that the input does not account for.
/// </summary>
internal abstract class FuzzTarget : IDisposable
{
    /// <summary>Longer inputs find nothing that shorter ones do not.</summary>
    public const int MostInput = 64 << 10;

    /// <summary>Bytes that one input may make the reader allocate in all, freed or not.</summary>
    protected virtual long MostAllocated => 512L << 20;

    /// <summary>Ten times what the slowest input takes; of processor time, so that a machine that does other work does not count.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public abstract string Name { get; }

    /// <summary>Throws for an input that breaks the promise: <see cref="Finding"/>, or whatever the reader let through.</summary>
    public void Run(byte[] input)
    {
        if (input.Length > MostInput)
        {
            return;
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        Exercise(input);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        took = took > Longest ? Environment.CpuUsage.TotalTime - processor : took;
        if (allocated > MostAllocated)
        {
            throw new Finding($"{input.Length} bytes of input made {allocated} bytes of garbage");
        }

        if (took > Longest)
        {
            throw new Finding($"{input.Length} bytes of input took {took.TotalSeconds:f1} s");
        }
    }

    /// <summary>Takes files away that it made.</summary>
    public virtual void Dispose() { }

    protected abstract void Exercise(byte[] input);

    /// <summary>A problem is one line with a code that can be cited.</summary>
    protected static void Check(Problem problem)
    {
        CheckCode(problem);
        if (problem.Message.Length is < 10 or > 8192 || problem.Message.Any(char.IsControl)
            || problem.Message.Contains("Exception", StringComparison.Ordinal))
        {
            throw new Finding($"not a clear problem: {problem.Code}: {problem.Message}");
        }
    }

    /// <summary>The same of one whose message repeats what a person typed.</summary>
    protected static void CheckCode(Problem problem)
    {
        if (problem.Code is not ['M', 'D', 'B', >= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9'])
        {
            throw new Finding($"not a code: {problem.Code}: {problem.Message}");
        }
    }
}
