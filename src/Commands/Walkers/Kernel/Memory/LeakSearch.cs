using Commands.Pipeline;
using DumpReader.Kernel.Memory.Leaks;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>The last search for leaks of a session, whose results ::findleaks shows again and the walkers walk.</summary>
internal sealed class LeakSearch
{
    private readonly KeptResult<LeakFinder> _results = new();

    /// <summary>What the last search cost.</summary>
    public TimeSpan Elapsed { get; private set; }

    public TimeSpan ProcessorTime { get; private set; }

    /// <summary>What the last search found, for a statement, which is as partial as the search was; null until one has come to its end.</summary>
    public LeakFinder? For(Run run) => _results.For(run);

    /// <summary>Searches anew; null, with the reason said, where it cannot come to its end.</summary>
    public LeakFinder? Run(Run run)
    {
        long start = Environment.TickCount64;
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        LeakFinder? found = _results.Renew(run, () => LeakFinder.Run(run.Session.Kmem, run.Watch("::findleaks"), KmemFaults.To(run)));
        Elapsed = TimeSpan.FromMilliseconds(Environment.TickCount64 - start);
        ProcessorTime = Environment.CpuUsage.TotalTime - processor;
        return found;
    }

    /// <summary>Entries of leaked buffers for a walk; null after the message that there are none to walk.</summary>
    public static IEnumerable<Item>? Walk(Run run, Item? start, Func<LeakGroups, int, ulong> address)
    {
        if (run.Session.Kept<LeakSearch>().For(run) is not { } results)
        {
            run.Error("::findleaks must be run before leaks can be walked");
            return null;
        }

        LeakGroups groups = results.Groups;
        if (start is not { } control)
        {
            return groups.Walked.SelectMany(groups.Entries).Select(entry => new Item(address(groups, entry)));
        }

        if (groups.OfControl(control.Bits) is { } group)
        {
            return groups.Entries(group).Select(entry => new Item(address(groups, entry)));
        }

        run.Error($"{control.Bits:x} is not a leaked ctl address");
        return null;
    }
}
