using CsCheck;
using DumpReader.Kernel;

namespace DumpReader.Tests.Kernel;

public class WaitGraphTests
{
    [Fact]
    public void Every_thread_is_in_one_cycle_or_below_one_root_or_cycle_whatever_waits_for_what()
    {
        Gen.Int[-1, 29].Array[1, 30].Sample(owners =>
        {
            WaitGraph graph = Of(owners);
            var seen = new List<ulong>();
            var inCycle = graph.Cycles.SelectMany(c => c).ToHashSet();
            foreach (ulong start in graph.Cycles.SelectMany(c => c).Concat(graph.Roots))
            {
                seen.Add(start);
                Below(graph, start, inCycle, seen);
            }

            HashSet<ulong> expected = [.. Enumerable.Range(0, owners.Length).Where(i => owners[i] >= 0).SelectMany(i => new[] { Thread(i), Thread(owners[i]) })];
            Assert.Equal(expected.Order(), seen.Order());
        });
    }

    [Fact]
    public void A_cycle_begins_with_its_lowest_thread_and_follows_the_waits()
    {
        WaitGraph graph = Of([2, 0, 1, 0]);
        Assert.Equal([Thread(0), Thread(2), Thread(1)], Assert.Single(graph.Cycles));
        Assert.Equal([Thread(1), Thread(3)], graph.WaitersOf(Thread(0)));
        Assert.Empty(graph.Roots);
    }

    [Fact]
    public void A_chain_of_a_million_takes_no_recursion()
    {
        WaitGraph graph = Of([.. Enumerable.Range(1, 1_000_000)]);
        Assert.Empty(graph.Cycles);
        Assert.Equal([Thread(1_000_000)], graph.Roots);
    }

    private static void Below(WaitGraph graph, ulong thread, HashSet<ulong> inCycle, List<ulong> seen)
    {
        foreach (ulong waiter in graph.WaitersOf(thread).Where(w => !inCycle.Contains(w)))
        {
            seen.Add(waiter);
            Below(graph, waiter, inCycle, seen);
        }
    }

    /// <summary>Thread i waits for thread owners[i]; for nobody where that is negative.</summary>
    private static WaitGraph Of(int[] owners) => new([.. Enumerable.Range(0, owners.Length).Where(i => owners[i] >= 0).Select(i =>
        new BlockedThread(new ThreadFacts { Address = Thread(i) }, SyncKind.Mutex, 0x9000000 + (ulong)i, Thread(owners[i]), 0))]);

    private static ulong Thread(int index) => 0x1000 + ((ulong)index * 0x100);
}
