using Commands.Pipeline;
using Commands.Walkers.Kernel;
using DumpReader.Types;
using Shared;

namespace Commands.Tests.Walkers;

public class CtxopWalkerTests
{
    private const ulong Thread = 0x8000;

    private FakeSession _session = new(new FakeKernel(circular: true));
    private ulong[] _ops = [];

    private void Build(bool circular, bool stock = false)
    {
        var kernel = new FakeKernel(circular);
        _ops = kernel.Chain((1, 3), (2, 2), (3, 1));
        kernel.Put("kthread_t", Thread, ("t_ctx", _ops[0]));
        _session = new FakeSession(kernel, stock);
    }

    private List<ulong>? Walk(Item? start) => _session.Walk(new CtxopWalker(), start);

    private Item Typed(string type, ulong address) => new(address, _session.Kernel.Types.Type(type));

    [Fact]
    public void Walk_ends_at_NULL_in_the_old_layout()
    {
        Build(circular: false);
        Assert.Equal(_ops, Walk(Thread));
        Assert.False(_session.Run.IsPartial);
    }

    [Fact]
    public void Walk_ends_back_at_the_head_in_the_new_layout()
    {
        Build(circular: true);
        Assert.Equal(_ops, Walk(Thread));
        Assert.False(_session.Run.IsPartial);
    }

    [Fact]
    public void A_typed_thread_is_a_thread_and_a_typed_operator_is_where_it_starts()
    {
        Build(circular: true);
        Assert.Equal(_ops, Walk(Typed("kthread_t", Thread)));
        Assert.Equal(_ops, Walk(Typed("struct ctxop", _ops[0])));
        Assert.Equal([_ops[1], _ops[2], _ops[0]], Walk(Typed("ctxop_t", _ops[1])));
        Assert.Empty(Walk(Typed("ctxop_t", 0))!);
    }

    [Fact]
    public void In_stock_mode_every_address_is_a_thread()
    {
        Build(circular: true, stock: true);
        Assert.NotEqual(_ops, Walk(Typed("struct ctxop", _ops[0])));
    }

    [Fact]
    public void It_yields_operators_with_their_type()
    {
        Build(circular: true);
        Assert.All(new CtxopWalker().Walk(_session.Run, Thread)!, item => Assert.Equal("struct ctxop", item.Type!.Name));
    }

    [Fact]
    public void A_thread_is_required()
    {
        Build(circular: true);
        Assert.Null(Walk(null));
        Assert.Equal("mdb: must specify thread for ctxop walk\n", _session.Errors);
    }

    [Fact]
    public void A_thread_that_is_not_there_is_named()
    {
        Build(circular: true);
        Assert.Null(Walk(0x70000));
        Assert.Equal("mdb: failed to read thread 70000: no mapping for address\n", _session.Errors);
        Assert.True(_session.Run.IsPartial);
    }

    [Fact]
    public void A_thread_without_operators_yields_nothing()
    {
        Build(circular: true);
        _session.Kernel.Set("kthread_t", Thread, "t_ctx", 0);
        Assert.Empty(Walk(Thread)!);
        Assert.Equal("", _session.Errors);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_loop_that_skips_the_head_ends_and_is_told_even_in_stock_mode(bool stock)
    {
        Build(circular: true, stock);
        _session.Kernel.Set("struct ctxop", _ops[2], "next", _ops[1]);
        Assert.Equal(_ops, Walk(Thread));
        Assert.Equal(("MDB522", true), (_session.Run.FirstProblem!.Value.Code, _session.Run.SaidInStock));
    }

    [Fact]
    public void A_link_that_dangles_ends_with_a_message()
    {
        Build(circular: true);
        _session.Kernel.Set("struct ctxop", _ops[1], "next", 0x70000);
        Assert.Equal([_ops[0], _ops[1]], Walk(Thread));
        Assert.Equal("mdb: failed to read ctxop at 70000: no mapping for address\n", _session.Errors);
    }

    [Fact]
    public void NULL_in_a_ring_ends_the_walk_and_makes_it_partial_but_not_in_stock_mode()
    {
        Build(circular: true);
        _session.Kernel.Set("struct ctxop", _ops[1], "next", 0);
        Assert.Equal([_ops[0], _ops[1]], Walk(Thread));
        Assert.Equal((true, false, ""), (_session.Run.IsPartial, _session.Run.SaidInStock, _session.Errors));
    }
}
