using Commands.Tests.Fakes;

namespace Commands.Tests.Dcmds.Kernel;

/// <summary>A row shows 0 or nothing where memory behind a pointer is missing: then the answer says that it is partial.</summary>
public class MissingMemoryTests
{
    private const ulong Outside = 0xfffffe5bdead0000;

    [Theory]
    [InlineData("proc_t", "p_pidp", "::walk proc", "::ps")]
    [InlineData("proc_t", "p_cred", "::walk proc", "::ps")]
    [InlineData("proc_t", "p_zone", "::walk proc", "::ps -z")]
    [InlineData("struct cpu", "cpu_disp", "::walk cpu", "::cpuinfo")]
    public void A_pointer_that_leads_out_of_the_dump_makes_the_answer_partial(string type, string member, string walk, string ask)
    {
        string start = TestSession.Text(walk, target: SampleDumps.Open("system")).Lines[1];
        Assert.Equal("", TestSession.Text(ask, target: SampleDumps.Open("system")).Error);
        var target = new PatchedTarget(SampleDumps.Open("system"));
        target.Set(type, Convert.ToUInt64(start, 16), member, Outside);
        Answer answer = TestSession.Text(ask, target: target);
        Assert.Contains("mdb: partial: no mapping for address fffffe5bdead0", answer.Error, StringComparison.Ordinal);
        Assert.Equal(1, answer.Status);
    }

    [Fact]
    public void What_is_behind_a_NULL_pointer_is_not_missing()
    {
        string process = TestSession.Text("::walk proc", target: SampleDumps.Open("system")).Lines[1];
        var target = new PatchedTarget(SampleDumps.Open("system"));
        target.Set("proc_t", Convert.ToUInt64(process, 16), "p_zone", 0);
        Assert.Equal("", TestSession.Text($"{process}::ps -z", target: target).Error);
    }
}
