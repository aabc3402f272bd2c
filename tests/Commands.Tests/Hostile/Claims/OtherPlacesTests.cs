using Commands.Dcmds.Kernel;
using Commands.Tests.Fakes;
using DumpReader.Bytes;
using DumpReader.Kernel.Memory.Graph;
using DumpReader.Values;
using static Commands.Tests.Hostile.Claims.LimitCase;

namespace Commands.Tests.Hostile.Claims;

/// <summary>Limits are told at each place that comes to them, not only at those of the cases.</summary>
public class OtherPlacesTests
{
    [Theory]
    [InlineData(Limits.KernelStackBytes, "")]
    [InlineData(Limits.KernelStackBytes + 8, "mdb: partial: stack base or stack top corrupt for thread 1000\n")]
    public void The_use_of_a_stack_larger_than_any_is_not_known(ulong size, string said)
    {
        LimitCase made = Made(nameof(Limits.KernelStackBytes), "typedef struct thread { unsigned long t_stk; unsigned long t_stkbase; } kthread_t;", s =>
        {
            s.Kernel.Put("kthread_t", 0x1000, ("t_stkbase", 0x100000), ("t_stk", 0x100000 + size));
            s.Kernel.Memory.Write(0x100000, new byte[Limits.KernelStackBytes]);
            long? most = StackUse.Most(s.Run, new Value(s.Kernel.Memory, Shared.FakeTypes.Type(s.Kernel.Types, "kthread_t"), 0x1000));
            Assert.Equal(said.Length == 0, most is not null);
        }, said);
        Assert.Equal(said, made.Ask().Error);
    }

    [Fact]
    public void A_text_in_a_row_that_has_no_end_is_cut()
    {
        var target = new PatchedTarget(SampleDumps.Open("system"));
        ulong module = Walk(target, "modctl")[1];
        target.Put(0x100000, [.. Enumerable.Repeat((byte)'a', 2 * Limits.StringBytes)]);
        target.Set("struct modctl", module, "mod_filename", 0x100000);
        Answer answer = TestSession.Text($"{module:x}::modctl", target: target);
        Assert.Contains("mdb: partial: the text at 100000 has more than 4096 bytes; the rest is left out (MDB525)", answer.Error, StringComparison.Ordinal);
        Assert.Equal(1, answer.Status);
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(70, false)]
    public void Pointers_that_lie_too_deep_are_not_followed(int levels, bool isFound)
    {
        string types = "struct target { int a; int b; }; struct n0 { struct target *p; };"
            + string.Concat(Enumerable.Range(1, levels).Select(i => $" struct n{i} {{ struct n{i - 1} inner; }};"));
        var kernel = new Shared.FakeKernel(() => Shared.FakeTypes.Of(types));
        var members = new MemberAt(kernel.Types);
        Assert.Equal(isFound, members.TryPointer(Shared.FakeTypes.Type(kernel.Types, $"struct n{levels}"), 0, 8, out _, out _));
        Assert.Equal(isFound ? null : "struct n5 lies more than 64 levels within others; what its members point to is left out", members.Cut?.Message);
    }
}
