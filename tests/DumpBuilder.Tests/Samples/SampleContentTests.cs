using DumpReader;
using DumpReader.Kernel;

namespace DumpBuilder.Tests.Samples;

/// <summary>The samples show what they are there to show, read through the library.</summary>
public class SampleContentTests
{
    private const ulong Panicking = 0xfffffe5af5cc8040;

    private static CrashDump Open(string name) => CrashDump.Open(Path.Combine(Repository.Dumps, name));

    [Theory]
    [InlineData("bhyve-old", ContextLayout.Null, ContextOrder.Same, ContextOrder.Same)]
    [InlineData("upstream-old", ContextLayout.Null, ContextOrder.None, ContextOrder.None)]
    [InlineData("bhyve-new", ContextLayout.Circular, ContextOrder.Stack, ContextOrder.Stack)]
    public void The_panicking_thread_has_the_five_operators(string name, ContextLayout layout, ContextOrder order, ContextOrder second)
    {
        using CrashDump dump = Open(name);
        KernelThread thread = dump.Threads.Single(static t => t.Address == Panicking);
        Assert.Equal(Panicking, dump.Memory.ReadPointer(dump.Symbols.Find(null, "panic_thread", out var symbol) == 0 ? symbol.Value : 0));
        Assert.Equal([0xfffffe5afd912488, 0xfffffe5afd90e140, 0xfffffe5b2f901a60, 0xfffffe5b2f7dd050, 0xfffffe5b2f8b2aa8],
            thread.ContextOps.Select(static op => op.Address));
        Assert.Equal((layout, order), (thread.ContextChain.Layout, thread.ContextChain.Order));
        Assert.Empty(thread.ContextChain.Faults);
        Assert.Equal(second, dump.Threads.Single(static t => t.Address == 0xfffffe5af0022a60).ContextChain.Order);
        Assert.Equal(["sched", "sched", "sched", "init", "zoneadmd", "bhyve", "bhyve", "bhyve"], dump.Threads.Select(static t => t.Command));
        Assert.Equal(["sched", "init", "zoneadmd", "bhyve"], dump.Processes.Select(static p => p.Command));
        Assert.Empty(dump.Problems);
    }

    [Theory]
    [InlineData(0xfffffe5af5cc8040, null)]
    [InlineData(0xfffffe5af0022a60, ContextFaultKind.LoopSkipsHead)]
    [InlineData(0xfffffe5af0023960, ContextFaultKind.SelfLoop)]
    [InlineData(0xfffffe5af0040000, ContextFaultKind.DanglingNext)]
    [InlineData(0xfffffe5af0041000, ContextFaultKind.MisalignedNext)]
    [InlineData(0xfffffe5af0042000, ContextFaultKind.PreviousDisagrees)]
    [InlineData(0xfffffe5af0043000, ContextFaultKind.NullInCircular)]
    [InlineData(0xfffffe5af0044000, ContextFaultKind.UnreadableTail)]
    public void Each_damage_is_on_a_thread_of_its_own(ulong address, ContextFaultKind? fault)
    {
        using CrashDump dump = Open("ctx-damaged");
        KernelThread thread = dump.Threads.Single(t => t.Address == address);
        Assert.Equal(fault is null ? [] : [fault.Value], thread.ContextChain.Faults.Select(static f => f.Kind));
        Assert.Equal(13, dump.Threads.Count());
    }

    [Fact]
    public void No_page_of_a_sample_lies_beyond_the_end_of_its_file()
    {
        foreach (string name in SampleDumpTests.Names.Select(static row => row.Data))
        {
            using CrashDump dump = Open(name);
            long length = new FileInfo(Path.Combine(Repository.Dumps, name, "vmcore.0")).Length;
            Assert.Equal(dump.Header.Data + (4096 * dump.Header.PageCount), length);
        }
    }
}
