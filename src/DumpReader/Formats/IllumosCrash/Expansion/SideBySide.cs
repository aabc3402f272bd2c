namespace DumpReader.Formats.IllumosCrash.Expansion;

/// <summary>Two pieces of work that do not know of each other.</summary>
internal static class SideBySide
{
    /// <summary>Does <paramref name="work"/>, and <paramref name="other"/> beside it or, with one thread, behind it; neither goes on behind this.</summary>
    /// <returns>What the other one made; what either throws comes out as it is, that of <paramref name="work"/> first.</returns>
    public static T Run<T>(int threads, Func<T> other, Action work)
    {
        if (threads == 1)
        {
            work();
            return other();
        }

        Task<T> task = Task.Run(other);
        try
        {
            work();
        }
        finally
        {
            Task.WaitAny(task); // which does not throw
        }

        return task.GetAwaiter().GetResult();
    }
}
