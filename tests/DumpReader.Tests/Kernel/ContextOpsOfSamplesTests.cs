using Conformance;
using DumpReader.Kernel;

namespace DumpReader.Tests.Kernel;

/// <summary>The committed samples show what their manifest says of their context operators.</summary>
public class ContextOpsOfSamplesTests
{
    private static ContextOpChain Chain(string sample, ulong thread)
    {
        using var dump = CrashDump.Open(Path.Combine(RepositoryPaths.Folder, "..", "..", "samples", "dumps", sample));
        return dump.Threads.Single(t => t.Address == thread).ContextChain;
    }

    [Theory]
    [InlineData("bhyve-old", ContextLayout.Null, ContextOrder.Same)]
    [InlineData("upstream-old", ContextLayout.Null, ContextOrder.None)]
    [InlineData("bhyve-new", ContextLayout.Circular, ContextOrder.Stack)]
    public void The_panicking_thread_has_five_sound_operators(string sample, ContextLayout layout, ContextOrder order)
    {
        ContextOpChain chain = Chain(sample, 0xfffffe5af5cc8040);
        Assert.Equal((layout, 5, order, false), (chain.Layout, chain.Operators.Count, chain.Order, chain.IsDamaged));
    }

    [Theory]
    [InlineData(0xfffffe5af0022a60, ContextFaultKind.LoopSkipsHead, 3)]
    [InlineData(0xfffffe5af0023960, ContextFaultKind.SelfLoop, 2)]
    [InlineData(0xfffffe5af0040000, ContextFaultKind.DanglingNext, 2)]
    [InlineData(0xfffffe5af0041000, ContextFaultKind.MisalignedNext, 2)]
    [InlineData(0xfffffe5af0042000, ContextFaultKind.PreviousDisagrees, 2)]
    [InlineData(0xfffffe5af0043000, ContextFaultKind.NullInCircular, 2)]
    [InlineData(0xfffffe5af0044000, ContextFaultKind.UnreadableTail, 3)]
    public void Each_damaged_chain_has_its_one_fault(ulong thread, ContextFaultKind kind, int op)
    {
        ContextFault fault = Assert.Single(Chain("ctx-damaged", thread).Faults);
        Assert.Equal((kind, op), (fault.Kind, fault.Operator));
    }
}
