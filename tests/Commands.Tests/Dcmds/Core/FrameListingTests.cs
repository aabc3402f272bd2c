using Commands.Pipeline;
using Shared;

namespace Commands.Tests.Dcmds.Core;

public class FrameListingTests
{
    private const ulong Frame = 0xffffff0000001000;

    private readonly FakeSession _session = new(new FakeKernel(circular: true));

    [Theory]
    [InlineData(0xffffff0000070000, "ffffff0000070000 [no mapping for address]", "MDB201")]
    [InlineData(Frame, "ffffff0000001000 [stack frame pointer is invalid]", "MDB522")]
    public void A_stack_that_breaks_off_within_the_kernel_makes_the_answer_partial(ulong caller, string end, string code)
    {
        Assert.EndsWith(end, List(caller), StringComparison.Ordinal);
        Assert.Equal(code, _session.Run.FirstProblem?.Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0x00007fffdf0000)]
    public void A_stack_that_ends_or_goes_on_in_user_code_is_whole(ulong caller)
    {
        List(caller);
        Assert.False(_session.Run.IsPartial);
    }

    /// <summary>One frame of the kernel whose caller's is the one given.</summary>
    private string List(ulong caller)
    {
        _session.Kernel.Memory.WriteUInt64(Frame, caller);
        _session.Kernel.Memory.WriteUInt64(Frame + 8, 0x500);
        return _session.Call(Registry.CreateDcmd("$C")!, Frame).Text;
    }
}
