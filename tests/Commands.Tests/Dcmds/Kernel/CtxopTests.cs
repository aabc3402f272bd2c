using System.Diagnostics;
using Commands.Dcmds.Kernel;
using Commands.Pipeline;
using Shared;

namespace Commands.Tests.Dcmds.Kernel;

public class CtxopTests
{
    private const string Heading = "THREAD           LAYOUT   OPS ORDER PROBLEM\n";

    private FakeSession _session = new(new FakeKernel(circular: true));
    private ulong[] _ops = [];

    /// <summary>Three threads: one without operators, 0x2000 with three, one without.</summary>
    private void Build(bool circular, params (long, long)[] times)
    {
        var kernel = new FakeKernel(circular);
        _ops = kernel.Chain(times);
        kernel.Variable("allthreads", 0x100000, 0x1000);
        kernel.Put("kthread_t", 0x1000, ("t_next", 0x2000));
        kernel.Put("kthread_t", 0x2000, ("t_next", 0x3000), ("t_ctx", _ops[0]));
        kernel.Put("kthread_t", 0x3000, ("t_next", 0x1000));
        _session = new FakeSession(kernel);
    }

    private (Status Status, string Text, List<Item> Items) Call(ulong? address = null, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        var answer = _session.Call(new Ctxop(), address, arguments);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 500);
        return answer;
    }

    [Fact]
    public void Every_thread_that_has_operators_is_a_row()
    {
        Build(circular: true, (1, 30), (2, 20), (3, 10));
        var (status, text, items) = Call();
        Assert.Equal(Heading + "0000000000002000 circular   3 stack -\n", text);
        Assert.Equal(Status.Ok, status);
        Item row = Assert.Single(items);
        Assert.Equal((0x2000UL, "kthread_t"), (row.Bits, row.Type!.Name));
        Assert.False(_session.Run.IsPartial);
    }

    [Fact]
    public void A_thread_given_is_a_row_whether_it_has_any_or_not()
    {
        Build(circular: false, (1, 10), (2, 20));
        Assert.Equal(Heading + "0000000000002000 null       2 same  -\n", Call(0x2000).Text);
        Assert.Equal(Heading + "0000000000003000 null       0 -     -\n", Call(0x3000).Text);
    }

    [Fact]
    public void A_problem_is_named_with_its_operator_and_makes_the_answer_partial()
    {
        Build(circular: true, (1, 10), (2, 20), (3, 30));
        _session.Kernel.Set("struct ctxop", _ops[2], "next", _ops[1]);
        var (status, text, _) = Call();
        Assert.Equal(Heading + "0000000000002000 circular   3 same  loop skips head: next 11000 at op 3 12000\n", text);
        Assert.Equal((Status.Ok, "MDB511"), (status, _session.Run.FirstProblem!.Value.Code));
    }

    [Fact]
    public void Option_c_fails_on_a_problem_and_only_then()
    {
        Build(circular: true, (1, 10), (2, 20));
        Assert.Equal(Status.Ok, Call(null, "-c").Status);
        _session.Kernel.Set("struct ctxop", _ops[1], "next", 0);
        Assert.Equal(Status.Error, Call(null, "-c").Status);
        Assert.Equal(Status.Error, Call(0x2000, "-vc").Status);
        Assert.Equal(Status.Ok, Call(0x1000, "-c").Status);
    }

    [Fact]
    public void Option_v_lists_operators_with_handlers_as_symbols_and_every_problem()
    {
        Build(circular: true, (1, 0x137e89aca474), (2, 20));
        _session.Kernel.Symbols.Add("vmm_savectx", 0x500);
        _session.Kernel.Set("struct ctxop", _ops[0], "prev", 0x9000);
        _session.Kernel.Set("struct ctxop", _ops[1], "prev", 0x9000);
        string[] lines = Call(null, "-v").Text.Split('\n');
        Assert.Equal("0000000000002000 circular   2 stack prev 9000 disagrees at op 1 10000", lines[1]);
        Assert.Equal("    OP ADDR             SAVE                     RESTORE                  SAVE_TS          RESTORE_TS", lines[2]);
        Assert.Equal("     1 0000000000010000 vmm_savectx              0                        1                137e89aca474", lines[3]);
        Assert.StartsWith("     2 0000000000011000 vmm_savectx+1 ", lines[4]);
        Assert.Equal("    prev 9000 disagrees at op 2 11000", lines[5]);
    }

    [Fact]
    public void A_thread_that_is_not_there_is_a_problem()
    {
        Build(circular: true, (1, 1));
        var (status, text, _) = Call(0x70000, "-c");
        Assert.Equal(Heading + "0000000000070000 circular   0 -     unreadable t_ctx at thread 70000\n", text);
        Assert.Equal(Status.Error, status);
    }

    [Theory]
    [InlineData("-x")]
    [InlineData("word")]
    public void Other_arguments_are_refused(string argument) => Assert.Equal(Status.Usage, Call(null, argument).Status);

    [Fact]
    public void A_ring_of_threads_without_end_is_shown_once_and_told()
    {
        Build(circular: true, (1, 30), (2, 20));
        _session.Kernel.Set("kthread_t", 0x3000, "t_next", 0x2000);
        Assert.Equal(2, Call().Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.True(_session.Run.SaidInStock);
    }
}
