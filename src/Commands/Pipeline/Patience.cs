using DumpReader.Bytes;
using DumpReader.Problems;

namespace Commands.Pipeline;

/// <summary>Work for a person whose hands are on the keys: it is worth something at once or not at all.</summary>
internal static class Patience
{
    /// <summary>The result of work that reads the dump, unless that takes too long.</summary>
    /// <param name="milliseconds">How long it may take. What is inflated or read by then is there the next time.</param>
    /// <param name="otherwise">What there is without it.</param>
    public static T Within<T>(int milliseconds, Func<T> work, T otherwise)
    {
        long end = Environment.TickCount64 + milliseconds;
        try
        {
            using WorkLimit.Scope limit = WorkLimit.Enter(() => Environment.TickCount64 >= end);
            return work();
        }
        catch (WorkStoppedException)
        {
            return otherwise;
        }
    }
}
