using Commands.Dcmds.Kernel;
using CsCheck;
using DumpReader.Kernel;
using DumpReader.Types;
using Shared;

namespace Commands.Tests.Dcmds.Kernel;

public class StackFinderTests
{
    private const ulong Low = 0x20000;
    private const ulong Top = 0x21000;
    private const ulong Thread = 0x9000;

    private static readonly StructType Type = (StructType)FakeTypes.Of("""
        struct label { unsigned long val[8]; };
        struct _kthread { unsigned long t_stkbase; unsigned long t_stk; int t_schedflag; int t_state; struct label t_pcb; };
        """).Type("struct _kthread");

    private readonly FakeKernel _kernel = new(circular: false);

    public StackFinderTests()
    {
        _kernel.Memory.Write(Low, new byte[Top - Low]);
        _kernel.Memory.Write(Thread, new byte[Type.Size]);
        Set("t_stkbase", 0, Low);
        Set("t_stk", 0, Top);
        Set("t_schedflag", 0, 1);
    }

    [Fact]
    public void The_saved_stack_pointer_leads_to_the_top()
    {
        Frames((0x20e00, 0x20e40, 0x111), (0x20e40, 0x20f00, 0x222), (0x20f00, Top - 16, 0x333));
        Saved(0x20e00, 0x42);
        ThreadStack stack = Find();
        Assert.Equal((StackFault.None, 0x20e00UL, 0x42UL), (stack.Fault, stack.Pointer, stack.ProgramCounter));
        Assert.Equal([0x111UL, 0x222UL, 0x333UL], stack.Frames);
    }

    [Fact]
    public void A_wrong_stack_pointer_is_replaced_by_the_first_chain_that_holds()
    {
        Frames((0x20800, 0x20700, 0x111), (0x20e40, 0x20f00, 0x222), (0x20f00, Top, 0x333));
        Saved(0x20800, 0x42);
        ThreadStack stack = Find();
        Assert.Equal((StackFault.None, 0x20e40UL, 0UL), (stack.Fault, stack.Pointer, stack.ProgramCounter));
        Assert.Equal([0x222UL, 0x333UL], stack.Frames);
    }

    [Fact]
    public void Frames_that_point_at_each_other_are_no_chain()
    {
        Frames((0x20800, 0x20900, 0x111), (0x20900, 0x20800, 0x222));
        Saved(0x20800, 0x42);
        Assert.Equal(StackFault.NotFound, Find().Fault);
    }

    [Theory]
    [InlineData("t_schedflag", 0, StackFault.NotInMemory)]
    [InlineData("t_stk", (long)Low - 16, StackFault.Corrupt)]
    [InlineData("t_stk", (long)Low + (2 << 20), StackFault.TooBig)]
    [InlineData("t_stkbase", (long)Low - 0x4000, StackFault.Unreadable)]
    public void A_thread_whose_stack_cannot_be_told_says_why(string member, long value, object fault)
    {
        Set(member, 0, (ulong)value);
        Assert.Equal((StackFault)fault, Find().Fault);
    }

    [Fact]
    public void A_stack_too_small_for_its_own_alignment_is_corrupt()
    {
        Set("t_stkbase", 0, Top - 4);
        Set("t_stk", 0, Top - 4);
        Assert.Equal(StackFault.Corrupt, Find().Fault);
    }

    [Fact]
    public void No_stack_content_makes_the_search_fail()
    {
        Check.Sample(Gen.ULong[Low, Top + 64].Array[64], words =>
        {
            for (int i = 0; i < words.Length; i++)
            {
                _kernel.Memory.WriteUInt64(Low + (ulong)(i * 64), words[i] & ~15UL);
            }

            return Find().Fault is StackFault.None or StackFault.NotFound;
        }, iter: 200, threads: 1);
    }

    private void Frames(params (ulong At, ulong Caller, ulong Return)[] frames)
    {
        foreach ((ulong at, ulong caller, ulong back) in frames)
        {
            _kernel.Memory.WriteUInt64(at, caller);
            _kernel.Memory.WriteUInt64(at + 8, back);
        }
    }

    private void Saved(ulong pointer, ulong programCounter)
    {
        Set("t_pcb", 8, pointer);
        Set("t_pcb", 0, programCounter);
    }

    private void Set(string member, ulong offset, ulong value)
    {
        Assert.True(Type.TryGetMember(member, out Member? found));
        Span<byte> bytes = stackalloc byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        _kernel.Memory.Write(Thread + found.ByteOffset + offset, bytes[..(int)Math.Min(found.Type.Size, 8)]);
    }

    private ThreadStack Find()
    {
        Assert.True(new ThreadReader(_kernel.Memory, Type).TryRead(Thread, out ThreadFacts thread));
        return StackFinder.Find(_kernel.Memory, thread);
    }
}
