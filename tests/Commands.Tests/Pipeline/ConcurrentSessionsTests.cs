using Conformance;
using DumpReader.Targets;

namespace Commands.Tests.Pipeline;

/// <summary>An open dump may be read by any number of sessions at once: each gets the answers that it would get alone.</summary>
public sealed class ConcurrentSessionsTests
{
    private const int Sessions = 6;
    private const int Rounds = 3;

    private static readonly string[] s_statements =
    [
        "::status", "::ps", "::ptree", "::walk thread | ::print kthread_t t_ctx", "::walk thread | ::findstack", "::stacks", "::thread", "::cpuinfo -v",
        "::msgbuf", "::modinfo", "::walk proc | ::print proc_t p_user.u_comm", "::kmastat", "::walk kmem_cache | ::kmem_cache", "::findleaks",
        "::memstat", "::threadlist", "::vmem", "::waits", "::zone", "::taskq", "::prtconf", "::ctxop", "::kmem_verify", "::ps | where pid > 1 | count",
        "::walk modctl | ::print struct modctl mod_modname", "::regs", "$c", "::callout", "ffffffff::kgrep -s 4 | first 20", "::stacks -c cv_wait",
    ];

    [Theory]
    [InlineData("kmem-debug")]
    [InlineData("system")]
    [InlineData("ctx-new")]
    [InlineData("ctx-new-vmdump")]
    public void Sessions_over_one_dump_at_once_answer_as_one_after_the_other(string dump)
    {
        var alone = new Dictionary<string, Answer>(StringComparer.Ordinal);
        using (ITarget target = Open(dump))
        {
            foreach (string statement in s_statements)
            {
                alone[statement] = TestSession.Text(statement, target: target);
            }
        }

        for (int round = 0; round < Rounds; round++)
        {
            using ITarget target = Open(dump);
            int seed = (round * Sessions) + 1;
            Parallel.For(0, Sessions, new ParallelOptions { MaxDegreeOfParallelism = Sessions }, session =>
            {
                string[] order = [.. s_statements];
                new Random(seed + session).Shuffle(order);
                foreach (string statement in order)
                {
                    Answer answer = TestSession.Text(statement, target: target);
                    Assert.True(alone[statement] == answer, $"{statement} in session {session} of seed {seed}:\n{answer}\ninstead of\n{alone[statement]}");
                }
            });
        }
    }

    /// <summary>A target of its own, so that what is kept with it is made while others look; a compressed one with room for few blocks.</summary>
    private static ITarget Open(string dump)
    {
        string[] files = dump.EndsWith("vmdump", StringComparison.Ordinal) ? ["vmdump.0"] : ["unix.0", "vmcore.0"];
        return DumpOpener.Open(new OpenRequest { Operands = files, WorkingDirectory = DumpCache.Folder(dump), CacheBytes = 1 << 20 });
    }
}
