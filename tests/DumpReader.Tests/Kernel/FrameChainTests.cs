using DumpReader.Kernel;
using Shared;

namespace DumpReader.Tests.Kernel;

public class FrameChainTests
{
    private readonly FakeMemory _memory = new();

    [Fact]
    public void A_chain_ends_at_a_null_frame_pointer()
    {
        Frame(0x1000, 0x1040, 0x11);
        Frame(0x1040, 0, 0x22);
        Assert.Equal((FrameEnd.Complete, 0x1040UL, "1000:42 1040:11"), Walk(0x1000, 0x42));
    }

    [Fact]
    public void Without_a_program_counter_the_first_frame_is_the_caller()
    {
        Frame(0x1000, 0x1040, 0x11);
        Frame(0x1040, 0, 0x22);
        Assert.Equal((FrameEnd.Complete, 0x1040UL, "1040:11"), Walk(0x1000, 0));
    }

    [Fact]
    public void A_frame_that_is_not_in_the_dump_is_named()
    {
        Frame(0x1000, 0xdead0000, 0x11);
        Assert.Equal((FrameEnd.Unreadable, 0xdead0000UL, "1000:42"), Walk(0x1000, 0x42));
    }

    [Fact]
    public void A_loop_ends_at_its_first_repeat()
    {
        Frame(0x1000, 0x1040, 0x11);
        Frame(0x1040, 0x1000, 0x22);
        Assert.Equal((FrameEnd.Loop, 0x1000UL, "1000:42 1040:11"), Walk(0x1000, 0x42));
    }

    [Fact]
    public void Nothing_starts_at_null() => Assert.Equal((FrameEnd.Complete, 0UL, ""), Walk(0, 0x42));

    private void Frame(ulong at, ulong caller, ulong back)
    {
        _memory.WriteUInt64(at, caller);
        _memory.WriteUInt64(at + 8, back);
    }

    private (FrameEnd, ulong, string) Walk(ulong framePointer, ulong programCounter)
    {
        var seen = new List<string>();
        FrameEnd end = FrameChain.Walk(_memory, framePointer, programCounter, frame =>
        {
            seen.Add($"{frame.FramePointer:x}:{frame.ProgramCounter:x}");
            return true;
        }, out ulong last);
        return (end, last, string.Join(' ', seen));
    }
}
