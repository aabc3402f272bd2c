using Conformance;
using DumpReader.Kernel;

namespace DumpReader.Tests.Kernel;

/// <summary>The views over kernel objects on real-format dumps.</summary>
public class KernelObjectsOfDumpsTests
{
    private static CrashDump Open(string dump) => CrashDump.Open(DumpCache.Folder(dump));

    private static KernelThread Thread(CrashDump dump, ulong address) => dump.Threads.Single(t => t.Address == address);

    [Theory]
    [InlineData("ctx-old", ContextLayout.Null, ContextOrder.Same)]
    [InlineData("ctx-new", ContextLayout.Circular, ContextOrder.Same)]
    [InlineData("ctx-old-upstream", ContextLayout.Null, ContextOrder.None)]
    public void The_thread_of_illumos_issue_12477_has_five_operators(string name, ContextLayout layout, ContextOrder order)
    {
        using CrashDump dump = Open(name);
        KernelThread thread = Thread(dump, 0xfffffe5af5cc8040);
        ContextOpChain chain = thread.ContextChain;
        Assert.Equal(("bhyve", 7L, layout, 5, order), (thread.Command, thread.Id, chain.Layout, thread.ContextOps.Count, chain.Order));
        Assert.False(chain.IsDamaged);
        Assert.Equal(0xfffffe5afd912488UL, thread.ContextOps[0].Address);
    }

    [Fact]
    public void A_long_ring_is_restored_like_a_stack()
    {
        using CrashDump dump = Open("ctx-new");
        ContextOpChain chain = Thread(dump, 0xfffffe5af00231e0).ContextChain;
        Assert.Equal((64, ContextOrder.Stack, false), (chain.Operators.Count, chain.Order, chain.IsDamaged));
    }

    [Fact]
    public void A_dump_of_many_threads_is_walked_whole()
    {
        using CrashDump dump = Open("many");
        Assert.Equal(1026, dump.Threads.Count());
        Assert.Equal(1026, dump.Processes.Sum(p => p.Threads.Count()));
        Assert.Equal(874, dump.Threads.Count(t => t.ContextOps.Count > 0));
        Assert.Empty(dump.Problems);
    }

    [Fact]
    public void A_damaged_ring_of_threads_ends_and_is_told()
    {
        using CrashDump dump = Open("bad-list-threads-rho");
        Assert.Equal(14, dump.Threads.Count());
        Assert.Contains(dump.Problems, p => p.Code == "MDB522");
    }

    [Fact]
    public void A_loop_in_the_process_list_does_not_touch_the_process_tree()
    {
        using CrashDump dump = Open("bad-list-proc-loop");
        Assert.Equal(6, dump.Processes.Count());
        Assert.Empty(dump.Problems);
    }

    [Fact]
    public void Many_readers_at_once_get_the_same_answers()
    {
        using CrashDump dump = Open("many");
        string[] answers = [.. Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(8).Select(_ =>
            string.Join(",", dump.Threads.Select(t => $"{t.Command}{t.ContextOps.Count}{t.ContextChain.Order}")))];
        Assert.Single(answers.Distinct());
    }
}
