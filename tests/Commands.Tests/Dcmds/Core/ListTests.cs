using Commands.Dcmds.Core;
using Commands.Pipeline;
using DumpReader.Targets;
using Shared;

namespace Commands.Tests.Dcmds.Core;

public class ListTests
{
    private static readonly ITarget Dump = SampleDumps.Open("ctx-new");

    [Fact]
    public void A_member_alone_is_enough_when_the_element_has_a_type()
    {
        Answer typed = TestSession.Script("fffffe5af5cc8040::print kthread_t t_ctx | ::list next\n", target: Dump);
        Answer named = TestSession.Script("fffffe5af5cc8040::print kthread_t t_ctx | ::list ctxop_t next\n", target: Dump);
        Assert.Equal(5, named.Lines.Length);
        Assert.Equal(named.Out, typed.Out);
    }

    [Fact]
    public void A_loop_that_skips_the_start_ends_and_is_damage_under_every_rule()
    {
        var kernel = new FakeKernel(circular: false);
        ulong[] ops = kernel.Chain((1, 2), (3, 4), (5, 6));
        kernel.Set("struct ctxop", ops[2], "next", ops[1]);
        var session = new FakeSession(kernel);
        var (status, text, _) = session.Call(new ListDcmd(), ops[0], "struct ctxop", "next");
        Assert.Equal(Status.Error, status);
        Assert.Equal(3, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.True(session.Run.SaidInStock);
    }

    [Fact]
    public void An_unreadable_element_is_the_last()
    {
        Answer answer = TestSession.Text("1000::list ctxop_t next", TestSession.Stock, target: Dump);
        Assert.Equal("1000\n", answer.Out);
        Assert.Equal("mdb: failed to read next pointer from object 1000: no mapping for address\n", answer.Error);
        Assert.Equal(1, answer.Status);
    }

    [Fact]
    public void A_walk_variable_holds_the_element_of_its_own_walk()
    {
        Answer answer = TestSession.Script("fffffe5af5cc8040::walk ctxop c | ::print ctxop_t next | ::eval '<c=K'\n", target: Dump);
        Assert.Equal(["fffffe5afd912488", "fffffe5afd90e140", "fffffe5b2f901a60", "fffffe5b2f7dd050", "fffffe5b2f8b2aa8"], answer.Lines);
    }
}
