using Commands.Dcmds.Core;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Types;

namespace Commands.Dcmds.Kernel.Waits;

/// <summary>Shows a graph of waits: deadlocks, then trees, then objects of unknown owner.</summary>
/// <param name="call">The call.</param>
/// <param name="graph">What to show.</param>
/// <param name="wanted">Only what this thread or object is part of; null for all.</param>
internal sealed class WaitListing(Invocation call, WaitGraph graph, ulong? wanted)
{
    private sealed record Unowned(Session Session, BlockedThread First, int Count);

    private static readonly Table<Unowned> Objects = new(
        [
            new("kind", u => WaitRow.Kind(u.First)), new("object", u => Cell.Symbolic(u.First.Object)), new("waiters", u => u.Count),
            new("readers", u => u.First.Kind == SyncKind.Rwlock ? u.First.Readers : Cell.None),
        ],
        Header: null,
        WriteObject);

    private readonly CType? _type = call.Session.Kernel.Thread.Type;
    private bool _hasHeading;

    /// <param name="everything">Also objects that threads do not hold, such as condition variables.</param>
    /// <param name="onlyCycles">Nothing but deadlocks.</param>
    public void Show(bool everything, bool onlyCycles)
    {
        for (int i = 0; i < graph.Cycles.Count; i++)
        {
            if (IsWanted(graph.Cycles[i]) && !ShowCycle(i + 1, graph.Cycles[i]))
            {
                return;
            }
        }

        if (onlyCycles)
        {
            return;
        }

        foreach (ulong root in graph.Roots)
        {
            if (IsWanted([root]) && !ShowTree(root, 0, 0, []))
            {
                return;
            }
        }

        foreach (IReadOnlyList<BlockedThread> waiters in graph.Unowned)
        {
            if ((everything || waiters[0].IsLock) && IsWanted([.. waiters.Select(w => w.Thread.Address)]) && !ShowUnowned(waiters))
            {
                return;
            }
        }
    }

    private bool ShowCycle(int number, IReadOnlyList<ulong> cycle)
    {
        Heading();
        bool more = call.ToPipe || call.Emit(new WaitCycleEvent(number, cycle));
        var members = cycle.ToHashSet();
        foreach (ulong thread in cycle)
        {
            more = more && ShowTree(thread, 0, number, members);
        }

        return more;
    }

    private bool ShowUnowned(IReadOnlyList<BlockedThread> waiters)
    {
        Heading();
        bool more = call.ToPipe || call.Row(Objects, new Unowned(call.Session, waiters[0], waiters.Count));

        // Those that others wait for in turn stand as roots of their own trees.
        return more && waiters.All(w => ShowThread(w.Thread.Address, 1, 0));
    }

    /// <summary>A thread and those below it. Its own stack instead of recursion: a chain may be as long as there are threads.</summary>
    private bool ShowTree(ulong root, int depth, int cycle, HashSet<ulong> members)
    {
        var stack = new Stack<(ulong Thread, int Depth)>();
        stack.Push((root, depth));
        while (stack.TryPop(out (ulong Thread, int Depth) at))
        {
            if (!ShowThread(at.Thread, at.Depth, at.Thread == root ? cycle : 0))
            {
                return false;
            }

            foreach (ulong waiter in graph.WaitersOf(at.Thread).Reverse().Where(w => !members.Contains(w)))
            {
                stack.Push((waiter, at.Depth + 1));
            }
        }

        return true;
    }

    private bool ShowThread(ulong thread, int depth, int cycle)
    {
        Heading();
        ThreadFacts? facts = call.Session.Kernel.Threads.TryRead(thread, out ThreadFacts read) ? read : null;
        var row = new WaitRow(call.Run, thread, facts, graph.Of(thread), depth, cycle);
        return call.Row(WaitRow.Layout, row, new Item(thread, _type));
    }

    private void Heading()
    {
        if (!_hasHeading)
        {
            _hasHeading = true;
            call.Header(WaitRow.Layout);
        }
    }

    /// <summary>Whether the thread or object asked for is among these threads, what they wait for, or below them.</summary>
    private bool IsWanted(IReadOnlyList<ulong> threads)
    {
        if (wanted is not { } sought)
        {
            return true;
        }

        var seen = new HashSet<ulong>();
        var stack = new Stack<ulong>(threads);
        while (stack.TryPop(out ulong thread))
        {
            if (!seen.Add(thread))
            {
                continue;
            }

            if (thread == sought || graph.Of(thread)?.Object == sought)
            {
                return true;
            }

            foreach (ulong waiter in graph.WaitersOf(thread))
            {
                stack.Push(waiter);
            }
        }

        return false;
    }

    private static void WriteObject(Unowned row, MdbWriter writer)
    {
        string holders = row.First.Kind == SyncKind.Rwlock && row.First.Readers > 0 ? $", held by {row.First.Readers} readers" : "";
        writer.Write($"{WaitRow.Kind(row.First)} {AddressText.Of(row.Session, row.First.Object)}{holders}\n");
    }
}
