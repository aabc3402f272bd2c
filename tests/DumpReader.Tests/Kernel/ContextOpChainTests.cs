using System.Diagnostics;
using DumpReader.Kernel;
using Shared;

namespace DumpReader.Tests.Kernel;

public class ContextOpChainTests
{
    private const ulong Thread = 0x8000;

    private static readonly (long, long)[] Three = [(1, 30), (2, 20), (3, 10)];

    private FakeKernel _kernel = new(circular: true);
    private ulong[] _ops = [];

    private void Build(bool circular, params (long, long)[] times)
    {
        _kernel = new FakeKernel(circular);
        _ops = _kernel.Chain(times);
        _kernel.Put("kthread_t", Thread, ("t_ctx", _ops[0]));
    }

    private ContextOpChain Read()
    {
        var watch = Stopwatch.StartNew();
        ContextOpChain chain = ContextOpChain.OfThread(_kernel.Objects, Thread);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 100);
        return chain;
    }

    private void Link(int op, ulong next) => _kernel.Set("struct ctxop", _ops[op - 1], "next", next);

    private void Back(int op, ulong previous) => _kernel.Set("struct ctxop", _ops[op - 1], "prev", previous);

    private void Faulty(ContextFaultKind kind, int op, ulong address, ulong target, string text)
    {
        ContextFault fault = Read().Faults[0];
        Assert.Equal(new ContextFault(kind, op, address, target), fault);
        Assert.Equal(text, fault.Text);
        Assert.Equal(address, fault.ToProblem().Address);
    }

    [Theory]
    [InlineData(true, ContextLayout.Circular)]
    [InlineData(false, ContextLayout.Null)]
    public void The_layout_is_that_of_the_type_and_not_of_the_links(bool circular, ContextLayout layout)
    {
        Build(circular, Three);
        Link(3, circular ? 0 : _ops[0]);
        Assert.Equal(layout, Read().Layout);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_sound_chain_has_every_operator_newest_first_and_no_fault(bool circular)
    {
        Build(circular, Three);
        ContextOpChain chain = Read();
        Assert.Equal(_ops, chain.Operators.Select(op => op.Address));
        Assert.Equal([1, 2, 3], chain.Operators.Select(op => op.Number));
        Assert.Equal([0x500UL, 0x501, 0x502], chain.Operators.Select(op => op.Save));
        Assert.Equal(circular, chain.Operators[0].Previous is not null);
        Assert.Equal((1L, 30L), (chain.Operators[0].SaveTime, chain.Operators[0].RestoreTime));
        Assert.False(chain.IsDamaged);
    }

    [Fact]
    public void One_operator_that_links_to_itself_is_a_sound_ring()
    {
        Build(circular: true, (1, 2));
        Assert.False(Read().IsDamaged);
    }

    [Fact]
    public void A_thread_without_operators_has_an_empty_chain()
    {
        _kernel.Put("kthread_t", Thread);
        ContextOpChain chain = Read();
        Assert.Equal((0, false, ContextOrder.None), (chain.Operators.Count, chain.IsDamaged, chain.Order));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_loop_that_skips_the_head_is_found(bool circular)
    {
        Build(circular, Three);
        Link(3, _ops[1]);
        Faulty(ContextFaultKind.LoopSkipsHead, 3, _ops[2], _ops[1], "loop skips head: next 11000 at op 3 12000");
        Assert.Equal(3, Read().Operators.Count);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    [InlineData(false, 1)]
    public void An_operator_that_links_to_itself_is_found(bool circular, int op)
    {
        Build(circular, Three);
        Link(op, _ops[op - 1]);
        Faulty(ContextFaultKind.SelfLoop, op, _ops[op - 1], _ops[op - 1], $"self-loop at op {op} {_ops[op - 1]:x}");
    }

    [Fact]
    public void A_ring_where_the_layout_ends_at_NULL_is_found()
    {
        Build(circular: false, Three);
        Link(3, _ops[0]);
        Faulty(ContextFaultKind.UnexpectedRing, 3, _ops[2], _ops[0], "loop to head in a list that ends at NULL at op 3 12000");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_link_to_memory_that_the_dump_lacks_is_dangling(bool circular)
    {
        Build(circular, Three);
        Link(2, 0x70000);
        Faulty(ContextFaultKind.DanglingNext, 2, _ops[1], 0x70000, "dangling next 70000 at op 2 11000");
    }

    [Fact]
    public void The_threads_own_link_may_dangle_or_be_misaligned()
    {
        Build(circular: true, Three);
        _kernel.Set("kthread_t", Thread, "t_ctx", 0x70000);
        Faulty(ContextFaultKind.DanglingNext, 0, Thread, 0x70000, "dangling t_ctx 70000 at thread 8000");
        _kernel.Set("kthread_t", Thread, "t_ctx", 0x10001);
        Faulty(ContextFaultKind.MisalignedNext, 0, Thread, 0x10001, "misaligned t_ctx 10001 at thread 8000");
        _kernel.Memory.Drop(Thread);
        Faulty(ContextFaultKind.UnreadableThread, 0, Thread, 0, "unreadable t_ctx at thread 8000");
    }

    [Fact]
    public void A_misaligned_link_is_not_followed()
    {
        Build(circular: true, Three);
        Link(1, _ops[1] + 4);
        Faulty(ContextFaultKind.MisalignedNext, 1, _ops[0], _ops[1] + 4, "misaligned next 11004 at op 1 10000");
        Assert.Single(Read().Operators);
    }

    [Fact]
    public void A_prev_that_disagrees_is_found_wherever_it_is()
    {
        Build(circular: true, Three);
        Back(2, _ops[2]);
        Faulty(ContextFaultKind.PreviousDisagrees, 2, _ops[1], _ops[2], "prev 12000 disagrees at op 2 11000");
        Back(1, 0);
        Assert.Equal([1, 2], Read().Faults.Select(f => f.Operator));
    }

    [Fact]
    public void NULL_cuts_a_ring()
    {
        Build(circular: true, Three);
        Link(2, 0);
        Faulty(ContextFaultKind.NullInCircular, 2, _ops[1], 0, "NULL next in circular chain at op 2 11000");
    }

    [Fact]
    public void An_operator_of_which_only_the_beginning_is_there_is_an_unreadable_tail()
    {
        Build(circular: false, Three);
        Link(3, 0x20ff0);
        _kernel.Memory.Write(0x20ff0, new byte[16]);
        Faulty(ContextFaultKind.UnreadableTail, 4, 0x20ff0, 16, "unreadable tail: 10 bytes at op 4 20ff0");
    }

    [Fact]
    public void The_fault_that_ends_the_chain_comes_first()
    {
        Build(circular: true, Three);
        Back(2, 0x1000);
        Link(3, 0);
        Assert.Equal([ContextFaultKind.NullInCircular, ContextFaultKind.PreviousDisagrees], Read().Faults.Select(f => f.Kind));
    }

    [Fact]
    public void A_chain_longer_than_any_ends()
    {
        Build(circular: false, [.. Enumerable.Repeat((1L, 1L), 10)]);
        Span<byte> op = stackalloc byte[80];
        for (ulong i = 0; i < 70_000; i++)
        {
            op.Clear();
            BitConverter.TryWriteBytes(op[56..], 0x1000050 + (i * 80));
            _kernel.Memory.Write(0x1000000 + (i * 80), op);
        }

        Link(10, 0x1000000);
        ContextOpChain chain = ContextOpChain.OfThread(_kernel.Objects, Thread);
        Assert.Equal(ContextFaultKind.TooMany, Assert.Single(chain.Faults).Kind);
    }

    [Theory]
    [InlineData(ContextOrder.Same, 1, 10, 2, 20, 3, 30)]
    [InlineData(ContextOrder.Stack, 1, 30, 2, 20, 3, 10)]
    [InlineData(ContextOrder.Mixed, 1, 10, 2, 30, 3, 20)]
    [InlineData(ContextOrder.Mixed, 3, 10, 2, 20, 1, 30)]
    [InlineData(ContextOrder.Mixed, 1, 30, 3, 20, 2, 10)]
    [InlineData(ContextOrder.None, 1, 10, 2, 20, 3, 0)]
    [InlineData(ContextOrder.None, 0, 10, 2, 20, 3, 30)]
    [InlineData(ContextOrder.None, 1, 10, 2, -20, 3, 30)]
    [InlineData(ContextOrder.None, 1, 10, 1, 20, 3, 30)]
    [InlineData(ContextOrder.None, 1, 10, 2, 10, 3, 30)]
    public void The_order_is_what_the_timestamps_prove(ContextOrder order, long s1, long r1, long s2, long r2, long s3, long r3)
    {
        Build(circular: true, (s1, r1), (s2, r2), (s3, r3));
        Assert.Equal(order, Read().Order);
    }

    [Fact]
    public void One_operator_proves_no_order()
    {
        Build(circular: true, (1, 2));
        Assert.Equal(ContextOrder.None, Read().Order);
    }
}
