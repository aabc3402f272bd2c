using Conformance;
using DumpReader.Targets;

namespace Commands.Tests.Dcmds;

/// <summary>What a person asks first of a damaged dump: an answer, and whether it is whole.</summary>
public class DamagedDumpTests
{
    [Fact]
    public void Status_says_that_the_build_version_was_not_there_to_read()
    {
        Answer answer = Ask("bad-trunc-data", "::status");
        Assert.Contains("panic message: BAD TRAP", answer.Out, StringComparison.Ordinal);
        Assert.Contains("mdb: partial: build version: no mapping for address", answer.Error, StringComparison.Ordinal);
        Assert.Equal(1, answer.Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_list_over_p_next_that_never_ends_ends_and_says_so(bool stock)
    {
        Answer answer = Ask("bad-list-proc-loop", "*practive::list proc_t p_next", stock);
        Assert.Equal(6, answer.Lines.Length);
        Assert.Contains("mdb: partial: list links back to", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_thread_ring_that_misses_its_head_ends_and_says_so(bool stock)
    {
        Answer answer = Ask("bad-list-threads-rho", "::walk thread", stock);
        Assert.Equal(14, answer.Lines.Length);
        Assert.Contains("which is not the head (MDB522)", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Symbols_out_of_the_dump_answer_in_full()
    {
        Answer answer = Ask("bad-unix-garbage", "::walk thread | ::print kthread_t t_ctx");
        Assert.Equal(14, answer.Lines.Length);
        Assert.Equal(("", 0), (answer.Error, answer.Status));
    }

    private static Answer Ask(string dump, string text, bool stock = false)
    {
        using ITarget target = DumpOpener.Open(new OpenRequest
        {
            Operands = ["unix.0", "vmcore.0"],
            WorkingDirectory = DumpCache.Folder(dump),
        });
        return TestSession.Text(text, options => options.Stock = stock, target: target);
    }
}
