using Commands.Tests.Fakes;
using Conformance;
using DumpReader.Targets;
using DumpReader.Values;

namespace Commands.Tests.Dcmds.Kernel;

/// <summary>::session on a dump whose processes have sessions and terminals.</summary>
public sealed class SessionTests
{
    [Fact]
    public void Each_session_is_shown_once_with_the_number_that_ps_shows()
    {
        using ITarget target = Open();
        string[] sids = [.. TestSession.Text("::ps", target: target).Lines.Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[4]).Distinct().Order(StringComparer.Ordinal)];
        Answer answer = TestSession.Text("::session", target: target);
        Assert.Equal("", answer.Error);
        Assert.Equal(sids, answer.Lines.Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_session_names_its_terminal_and_its_leader()
    {
        using var target = new PatchedTarget(Open());
        ulong process = Convert.ToUInt64(TestSession.Text("::pgrep -x init | ::head -n 1", target: target).Lines[0], 16);
        ulong session = new Value(target.Memory, target.Types.Find(null, "proc_t", out _)!, process)["p_sessp"].AsUInt64();
        target.Set("struct sess", session, "s_dev", (24UL << 32) | 5);
        target.Set("struct sess", session, "s_vp", 0xabc0);
        target.Set("struct sess", session, "s_ref", 3);
        target.Set("struct sess", session, "s_cnt", 2);
        ulong pid = new Value(target.Memory, target.Types.Find(null, "proc_t", out _)!, process)["p_pidp->pid_id"].AsUInt64();
        ulong number = new Value(target.Memory, target.Types.Find(null, "struct sess", out _)!, session)["s_sidp"].AsUInt64();
        target.Set("struct pid", number, "pid_id", pid);
        Answer answer = TestSession.Text($"{session:x}::session", target: target);
        Assert.Equal(
            "            ADDR    SID   REF  USES CTTY                VNODE           LEADER COMMAND\n"
            + $"{session:x16} {pid,6}     3     2 24,5     000000000000abc0 {process:x16} init\n",
            answer.Out);
    }

    [Fact]
    public void A_session_whose_number_is_not_in_the_dump_has_no_leader()
    {
        using var target = new PatchedTarget(Open());
        ulong process = Convert.ToUInt64(TestSession.Text("::pgrep -x init | ::head -n 1", target: target).Lines[0], 16);
        ulong session = new Value(target.Memory, target.Types.Find(null, "proc_t", out _)!, process)["p_sessp"].AsUInt64();
        target.Set("struct sess", session, "s_sidp", 0x1000);
        Answer answer = TestSession.Text($"{session:x}::session", target: target);
        string[] cells = answer.Lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(("?", "-"), (cells[1], cells[^1]));
        Assert.Contains("mdb: partial: ", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Processes_in_a_circle_end_and_say_so()
    {
        using ITarget target = DumpOpener.Open(new OpenRequest { Operands = ["unix.0", "vmcore.0"], WorkingDirectory = DumpCache.Folder("system") });
        using var patched = new PatchedTarget(target);
        ulong process = Convert.ToUInt64(TestSession.Text("::pgrep -x init | ::head -n 1", target: patched).Lines[0], 16);
        patched.Set("proc_t", process, "p_sibling", process);
        Assert.Contains("mdb: partial: ", TestSession.Text("::session", target: patched).Error, StringComparison.Ordinal);
    }

    private static ITarget Open() => DumpOpener.Open(new OpenRequest { Operands = [DumpCache.Folder("system")] });
}
