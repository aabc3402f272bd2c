using Commands.Tests.Fakes;
using DumpReader.Kernel;
using DumpReader.Targets;

namespace Commands.Tests.Dcmds;

/// <summary>Results of long work that a session keeps: what they lack, every later answer from them lacks.</summary>
public class KeptResultTests
{
    private const ulong Outside = 0xfffffe5bdead0000;
    private const string Thread = "fffffe5ac00e2bf8";

    [Theory]
    [InlineData("::findleaks", "::findleaks")]
    [InlineData("::findleaks", "::walk leak")]
    [InlineData("::typegraph", Thread + "::whattype")]
    [InlineData("::typegraph", "::walk typeunknown")]
    [InlineData("::typegraph", "::findlocks")]
    [InlineData(Thread + "::owner", Thread + "::owner")]
    public void What_was_made_of_a_broken_list_of_caches_makes_each_later_answer_partial(string first, string later)
    {
        string[] answers = Ask(BrokenCaches(), first, later, later);
        Assert.All(answers, error => Assert.Contains("mdb: partial:", error, StringComparison.Ordinal));
    }

    [Fact]
    public void Stacks_of_a_broken_list_of_threads_make_each_later_answer_partial()
    {
        string second = TestSession.Text("::walk thread", target: SampleDumps.Open("kmem-debug")).Lines[1];
        var target = new PatchedTarget(SampleDumps.Open("kmem-debug"));
        target.Set("kthread_t", Convert.ToUInt64(second, 16), "t_next", Outside);
        Assert.All(Ask(target, "::stacks", "::stacks", $"{second}::stacks"), error => Assert.Contains("mdb: partial:", error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("::findleaks", "::walk leak", "must be run before")]
    [InlineData("::typegraph", Thread + "::whattype", "not yet built")]
    public void What_was_cut_at_a_deadline_is_not_kept(string make, string use, string said)
    {
        string[] errors = Ask(SampleDumps.Open("kmem-debug"), (make, TimeSpan.Zero), (use, null), (make, null), (use, null));
        Assert.Contains("mdb: partial: deadline reached", errors[0], StringComparison.Ordinal);
        Assert.Contains(said, errors[1], StringComparison.Ordinal);
        Assert.Equal("", errors[2]);
        Assert.Equal("", errors[3]);
    }

    [Fact]
    public void An_index_of_owners_cut_at_a_deadline_is_made_again()
    {
        string[] answers = [];
        string[] errors = Ask(SampleDumps.Open("kmem-debug"), [(Thread + "::owner", TimeSpan.Zero), (Thread + "::owner", null)], o => answers = o);
        Assert.Contains("deadline reached", errors[0], StringComparison.Ordinal);
        Assert.Equal("", errors[1]);
        Assert.Contains("allocated from lwp_cache", answers[1], StringComparison.Ordinal);
    }

    [Fact]
    public void An_inference_that_was_cut_short_marks_what_is_asked_of_the_graph_later()
    {
        string[] errors = Ask(
            SampleDumps.Open("kmem-debug"), ("::typegraph", null), (Thread + "::whattype", null), (Thread + "::istype kthread_t", TimeSpan.Zero),
            (Thread + "::whattype", null), ("::typegraph", null), (Thread + "::whattype", null));
        Assert.Equal("", errors[1]);
        Assert.Contains("(MDB563)", errors[3], StringComparison.Ordinal);
        Assert.Equal("", errors[5]);
    }

    private static PatchedTarget BrokenCaches()
    {
        string[] caches = TestSession.Text("::walk kmem_cache", target: SampleDumps.Open("kmem-debug")).Lines;
        var target = new PatchedTarget(SampleDumps.Open("kmem-debug"));
        Assert.True(new KernelObjects(target.Memory, target.Symbols, target.Types).Type("kmem_cache_t").TryOffset("cache_link", out ulong link));
        target.Put(Convert.ToUInt64(caches[^3], 16) + link, BitConverter.GetBytes(Outside));
        return target;
    }

    /// <summary>What each statement of one session says on the error stream.</summary>
    private static string[] Ask(ITarget target, params string[] statements) => Ask(target, [.. statements.Select(s => (s, (TimeSpan?)null))]);

    private static string[] Ask(ITarget target, params (string Text, TimeSpan? Deadline)[] statements) => Ask(target, statements, _ => { });

    private static string[] Ask(ITarget target, (string Text, TimeSpan? Deadline)[] statements, Action<string[]> outputs)
    {
        const string mark = "mdb: ====\n";
        Answer answer = TestSession.Run(
            session =>
            {
                foreach ((string text, TimeSpan? deadline) in statements)
                {
                    session.Options.Deadline = deadline;
                    session.RunText(text);
                    session.Warn("====");
                    session.Options.Deadline = null;
                    session.RunText("::echo ====");
                }
            },
            "", null, null, target);
        outputs(answer.Out.Split("==== \n"));
        return answer.Error.Split(mark)[..^1];
    }
}
