namespace DumpReader.Kernel;

/// <summary>
/// Who waits for whom. A thread waits for one object and an object has one owner that is known, so every thread leads to at most one other:
/// a component is a tree of waiters below a thread that waits for nobody (or an object of unknown owner), or a cycle, which is a deadlock,
/// with trees below its threads.
/// </summary>
internal sealed class WaitGraph
{
    private readonly Dictionary<ulong, BlockedThread> _blocked;
    private readonly Dictionary<ulong, ulong[]> _waiters;

    /// <param name="blocked">Threads that wait, each once; owners among them.</param>
    public WaitGraph(IReadOnlyCollection<BlockedThread> blocked)
    {
        _blocked = blocked.ToDictionary(b => b.Thread.Address);
        _waiters = blocked.Where(b => b.Owner != 0).GroupBy(b => b.Owner, b => b.Thread.Address).ToDictionary(g => g.Key, g => g.Order().ToArray());
        Cycles = FindCycles();
        var inCycle = Cycles.SelectMany(c => c).ToHashSet();
        Roots = [.. _waiters.Keys.Where(owner => !inCycle.Contains(owner) && Of(owner) is not { Owner: not 0 }).Order()];
        Unowned = [.. blocked.Where(b => b.Owner == 0).GroupBy(b => b.Object).OrderBy(g => g.Key)
            .Select(g => g.OrderBy(b => b.Thread.Address).ToArray())];
    }

    /// <summary>Deadlocks: each thread waits for the next, and the last for the first, which has the lowest address.</summary>
    public IReadOnlyList<IReadOnlyList<ulong>> Cycles { get; }

    /// <summary>Threads that others wait for and that wait for nobody who is known.</summary>
    public IReadOnlyList<ulong> Roots { get; }

    /// <summary>Those that wait for one object whose owner is not known.</summary>
    public IReadOnlyList<IReadOnlyList<BlockedThread>> Unowned { get; }

    /// <summary>What a thread waits for; null for one that does not.</summary>
    public BlockedThread? Of(ulong thread) => _blocked.GetValueOrDefault(thread);

    /// <summary>Threads that wait for what the thread holds.</summary>
    public IReadOnlyList<ulong> WaitersOf(ulong thread) => _waiters.GetValueOrDefault(thread, []);

    private List<IReadOnlyList<ulong>> FindCycles()
    {
        var cycles = new List<IReadOnlyList<ulong>>();
        var walkOf = new Dictionary<ulong, int>();
        int walk = 0;
        foreach (ulong start in _blocked.Keys.Order())
        {
            walk++;
            ulong at = start;
            while (at != 0 && !walkOf.ContainsKey(at))
            {
                walkOf[at] = walk;
                at = Of(at)?.Owner ?? 0;
            }

            // Back on a thread of this very walk: from there it goes round.
            if (at != 0 && walkOf[at] == walk)
            {
                cycles.Add(From(at));
            }
        }

        cycles.Sort((x, y) => x[0].CompareTo(y[0]));
        return cycles;
    }

    private List<ulong> From(ulong start)
    {
        var cycle = new List<ulong>();
        for (ulong at = start; cycle.Count == 0 || at != start; at = Of(at)!.Owner)
        {
            cycle.Add(at);
        }

        int lowest = cycle.IndexOf(cycle.Min());
        return [.. cycle.Skip(lowest), .. cycle.Take(lowest)];
    }
}
