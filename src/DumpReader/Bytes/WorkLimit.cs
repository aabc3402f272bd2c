using DumpReader.Problems;

namespace DumpReader.Bytes;

/// <summary>
/// How long the work of a thread may go on. Whoever asks for work enters a limit; every read of a target's memory on that thread polls it, so
/// that no loop over memory runs on after the end, whether or not it asks. A dump is shared, so the limit belongs to threads and not to it.
/// </summary>
internal static class WorkLimit
{
    /// <summary>Reads between two looks at the clock. A read takes less than a microsecond; one that takes longer looks by itself.</summary>
    private const uint Every = 64;

    [ThreadStatic]
    private static Func<bool>? _isOver;

    [ThreadStatic]
    private static uint _polls;

    /// <summary>The limit of this thread, for threads that help it; null for none.</summary>
    public static Func<bool>? Current => _isOver;

    /// <summary>Whether work that can end with a part of its result should.</summary>
    public static bool IsOver => _isOver is { } isOver && isOver();

    /// <summary>Sets the limit of this thread until the scope is disposed of.</summary>
    /// <param name="isOver">Whether the work should end; cheap. Null for no limit.</param>
    public static Scope Enter(Func<bool>? isOver)
    {
        var scope = new Scope(_isOver);
        _isOver = isOver;
        return scope;
    }

    /// <summary>Ends the work where it should: called for every read of memory.</summary>
    /// <exception cref="WorkStoppedException">It should.</exception>
    public static void Poll()
    {
        if (_isOver is not null && ++_polls % Every == 0)
        {
            Check();
        }
    }

    /// <summary>As <see cref="Poll"/>, but looks at once: before work of a millisecond or more.</summary>
    /// <exception cref="WorkStoppedException">It should end.</exception>
    public static void Check()
    {
        if (IsOver)
        {
            throw new WorkStoppedException();
        }
    }

    /// <summary>Puts the limit back that held before.</summary>
    public readonly ref struct Scope(Func<bool>? before)
    {
        public void Dispose() => _isOver = before;
    }
}
