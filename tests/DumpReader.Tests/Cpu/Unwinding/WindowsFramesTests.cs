using DumpReader.Bytes;
using DumpReader.Cpu.Unwinding;
using DumpReader.Problems;
using DumpReader.Tests.Support;
using Shared;

namespace DumpReader.Tests.Cpu.Unwinding;

/// <summary>Frames of Windows left by hand-made UNWIND_INFO. A word of the stack holds 0x1000 and how many words it lies above the stack pointer.</summary>
public class WindowsFramesTests
{
    private const ulong Base = 0x7ff600000000;
    private const ulong Stack = 0x500000;
    private const uint Function = 0x1100;
    private const uint Info = 0x3000;

    private static readonly Dictionary<string, int> Numbers = new(StringComparer.Ordinal) { ["rbx"] = 3, ["rsi"] = 4, ["rdi"] = 5, ["rbp"] = 6, ["r12"] = 12 };

    /// <summary>push %rbx; push %rsi; sub $0x20,%rsp</summary>
    private static readonly byte[] _usual = [1, 6, 3, 0, 6, 0x32, 2, 0x60, 1, 0x30];

    private static WindowsSample Sample(params byte[] info) => new WindowsSample().Function(Function, Function + 0x80, Info).Put((int)Info, info);

    private static WindowsCaller Leave(WindowsSample sample, uint place, bool isCall = false, ulong stack = Stack, ulong framePointer = 0, List<Problem>? said = null)
    {
        var words = new byte[0x1000];
        for (int i = 0; i < words.Length / 8; i++)
        {
            BitConverter.TryWriteBytes(words.AsSpan(i * 8), 0x1000L + i);
        }

        var image = new FlatMemory(Base, sample.Bytes);
        var table = new WindowsFunctionTable(image, Base + WindowsSample.Directory, BitConverter.ToUInt32(sample.Bytes, WindowsSample.DirectorySizeField), LimitLog.None);
        var registers = new FrameRegisters(new Dictionary<string, ulong> { ["rip"] = Base + place, ["rsp"] = stack, ["rbp"] = framePointer, ["r12"] = framePointer });
        return new WindowsFrames(image, Base, table, said is null ? LimitLog.None : new LimitLog("a.dll", said.Add)).Leave(registers, isCall, new FlatMemory(Stack, words));
    }

    /// <summary>The word that the return address came from, the words that the stack pointer has gone up, and those of some registers.</summary>
    private static string Words(WindowsCaller found, params string[] registers)
    {
        if (found.Caller is not { } caller)
        {
            return found.Missing is { } missing ? $"missing {missing:x}" : "unknown";
        }

        string text = $"{caller[FrameRegisters.ProgramCounter] - 0x1000} {(caller[FrameRegisters.StackPointer] - Stack) / 8}";
        return text + string.Concat(registers.Select(r => $" {r}={(long)caller[Numbers[r]] - 0x1000}"));
    }

    [Theory]
    [InlineData(0, "0 1 rbx=-4096 rsi=-4096")]
    [InlineData(1, "1 2 rbx=0 rsi=-4096")]
    [InlineData(2, "2 3 rbx=1 rsi=0")]
    [InlineData(4, "2 3 rbx=1 rsi=0")]
    [InlineData(6, "6 7 rbx=5 rsi=4")]
    [InlineData(0x40, "6 7 rbx=5 rsi=4")]
    public void Only_what_the_prologue_has_done_is_undone(uint at, string words) =>
        Assert.Equal(words, Words(Leave(Sample(_usual), Function + at), "rbx", "rsi"));

    [Fact]
    public void Large_frames_are_counted_in_words_or_in_bytes()
    {
        Assert.Equal("32 33", Words(Leave(Sample(1, 7, 2, 0, 7, 0x01, 32, 0), Function + 7)));
        Assert.Equal("32 33", Words(Leave(Sample(1, 7, 3, 0, 7, 0x11, 0, 1, 0, 0), Function + 7)));
    }

    [Fact]
    public void Saved_registers_are_read_where_they_lie()
    {
        byte[] info = [1, 20, 7, 0, 20, 0x75, 0x20, 0, 0, 0, 12, 0x34, 3, 0, 7, 0x01, 8, 0];
        Assert.Equal("8 9 rbx=3 rdi=4", Words(Leave(Sample(info), Function + 20), "rbx", "rdi"));
        Assert.Equal("8 9 rbx=3 rdi=-4096", Words(Leave(Sample(info), Function + 12), "rbx", "rdi"));
    }

    [Fact]
    public void Vector_registers_and_the_epilogues_of_version_2_are_passed_over()
    {
        Assert.Equal("4 5", Words(Leave(Sample(1, 20, 6, 0, 20, 0x69, 0x10, 0, 0, 0, 12, 0x68, 1, 0, 4, 0x32), Function + 20)));
        Assert.Equal("4 5", Words(Leave(Sample(2, 4, 6, 0, 5, 0x16, 0, 0x06, 0, 0x07, 0, 0, 0, 0, 4, 0x32), Function + 20)));
        Assert.Equal("4 5", Words(Leave(Sample(2, 4, 3, 0, 5, 0x16, 0x20, 0x06, 4, 0x32), Function + 20)));
    }

    [Fact]
    public void A_frame_pointer_leads_to_the_fixed_part_however_far_the_stack_has_grown()
    {
        byte[] info = [1, 10, 5, 0x25, 10, 0x03, 5, 0x32, 5, 0x34, 1, 0, 1, 0x50]; // push %rbp; sub $0x20,%rsp; mov %rbx,8(%rsp); lea 0x20(%rsp),%rbp
        Assert.Equal("15 16 rbx=11 rbp=14", Words(Leave(Sample(info), Function + 0x40, framePointer: Stack + 0x70), "rbx", "rbp"));
        Assert.Equal("5 6 rbx=1 rbp=4", Words(Leave(Sample(info), Function + 6, framePointer: 0x7777), "rbx", "rbp"));
    }

    [Theory]
    [InlineData(0x0a, "0 3")]
    [InlineData(0x1a, "1 4")]
    public void A_machine_frame_holds_the_stack_pointer_too(byte code, string words)
    {
        WindowsCaller found = Leave(Sample(1, 0, 1, 0, 0, code), Function + 4);
        Assert.True(found.IsInterrupted);
        Assert.Equal(words, $"{found.Caller!.Value[FrameRegisters.ProgramCounter] - 0x1000} {found.Caller!.Value[FrameRegisters.StackPointer] - 0x1000}");
    }

    [Fact]
    public void A_part_of_a_function_goes_on_with_the_whole()
    {
        // The part saves %rdi; the whole is the usual one, whose prologue has run however near its start the part stands.
        WindowsSample sample = Sample(_usual).Function(0x1800, 0x1840, 0x3040).Put(0x3040, 0x21, 5, 3, 0, 5, 0x75, 8, 0, 0, 0);
        sample.Entry(0x304c, Function, Function + 0x80, Info);
        Assert.Equal("6 7 rbx=5 rsi=4 rdi=1", Words(Leave(sample, 0x1806), "rbx", "rsi", "rdi"));
        Assert.Equal("6 7 rbx=5 rsi=4 rdi=-4096", Words(Leave(sample, 0x1800), "rbx", "rsi", "rdi"));
    }

    [Fact]
    public void An_entry_may_stand_for_another()
    {
        WindowsSample sample = Sample(_usual).Function(0x1800, 0x1840, 0x3101).Entry(0x3100, 0x1800, 0x1840, Info);
        Assert.Equal("6 7 rbx=5 rsi=4", Words(Leave(sample, 0x1820), "rbx", "rsi"));
    }

    [Theory]
    [InlineData("4883c4205e5bc3", "6 7 rbx=5 rsi=4")]         // add $0x20,%rsp; pop %rsi; pop %rbx; ret
    [InlineData("4881c4200000005e5bc3", "6 7 rbx=5 rsi=4")]
    [InlineData("5e5bc3", "2 3 rbx=1 rsi=0")]
    [InlineData("5bf3c3", "1 2 rbx=0 rsi=-4096")]
    [InlineData("c20000", "0 1 rbx=-4096 rsi=-4096")]
    [InlineData("415cc3", "1 2 rbx=-4096 rsi=-4096")]         // pop %r12
    [InlineData("5be900100000", "1 2 rbx=0 rsi=-4096")]       // jmp out of it
    [InlineData("5be9f3ffffff", "6 7 rbx=5 rsi=4")]           // jmp within it
    [InlineData("5beb10", "6 7 rbx=5 rsi=4")]
    [InlineData("5bff2500010000", "1 2 rbx=0 rsi=-4096")]     // jmp *0x100(%rip)
    [InlineData("5b48ffe0", "1 2 rbx=0 rsi=-4096")]           // rex.w jmp *%rax
    [InlineData("5bffe0", "6 7 rbx=5 rsi=4")]                 // jmp *%rax: a switch
    [InlineData("5b90c3", "6 7 rbx=5 rsi=4")]
    [InlineData("488d65f05e5bc3", "6 7 rbx=5 rsi=4")]         // lea -0x10(%rbp),%rsp without a frame register
    public void In_an_epilogue_the_rest_of_it_is_done(string code, string words)
    {
        WindowsSample sample = Sample(_usual).Put((int)Function + 0x40, Convert.FromHexString(code));
        Assert.Equal(words, Words(Leave(sample, Function + 0x40), "rbx", "rsi"));
        Assert.Equal("6 7 rbx=5 rsi=4", Words(Leave(sample, Function + 0x40, isCall: true), "rbx", "rsi"));
    }

    [Theory]
    [InlineData(5, "488d65f05dc3")]             // lea -0x10(%rbp),%rsp; pop %rbp; ret
    [InlineData(5, "488da5f0ffffff5dc3")]
    [InlineData(12, "498d6424f05dc3")]          // lea -0x10(%r12),%rsp
    [InlineData(12, "498da424f0ffffff5dc3")]
    public void An_epilogue_begins_at_the_frame_register(byte register, string code)
    {
        WindowsSample sample = Sample(1, 10, 2, register, 10, 0x03, 1, 0x50).Put((int)Function + 0x40, Convert.FromHexString(code));
        Assert.Equal("11 12 rbp=10", Words(Leave(sample, Function + 0x40, framePointer: Stack + 0x60), "rbp"));
    }

    [Fact]
    public void A_jump_to_another_part_of_the_function_leaves_it_not()
    {
        WindowsSample sample = Sample(_usual).Function(0x1800, 0x1840, 0x3040).Put(0x3040, 0x21, 0, 0, 0).Entry(0x3044, Function, Function + 0x80, Info);
        sample.Put((int)Function + 0x40, 0xe9, 0xbb, 0x06, 0, 0); // to 0x1800
        Assert.Equal("6 7", Words(Leave(sample, Function + 0x40)));
        Assert.Equal("0 1", Words(Leave(Sample(_usual).Put((int)Function + 0x40, 0xe9, 0xbb, 0x06, 0, 0), Function + 0x40)));
    }

    [Fact]
    public void A_leaf_has_no_entry_and_calls_nothing()
    {
        Assert.Equal("0 1", Words(Leave(Sample(_usual), 0x1400)));
        Assert.Equal("0 1", Words(Leave(Sample(_usual), 0x1080)));
        Assert.Equal("unknown", Words(Leave(Sample(_usual), 0x1400, isCall: true)));
    }

    [Fact]
    public void A_call_at_the_end_of_a_function_is_in_it() =>
        Assert.Equal("6 7", Words(Leave(Sample(_usual), Function + 0x80, isCall: true)));

    [Fact]
    public void A_stack_that_is_not_there_is_said_to_be_missing()
    {
        Assert.Equal($"missing {Stack + 0x1000:x}", Words(Leave(Sample(_usual), Function + 6, stack: Stack + 0xfe0)));
        Assert.Equal($"missing {Stack - 8:x}", Words(Leave(Sample(_usual), 0x1400, stack: Stack - 8)));
        Assert.Equal($"missing {Stack + 0x1008:x}", Words(Leave(Sample(1, 0, 1, 0, 0, 0x0a), Function, stack: Stack + 0xff0)));
        WindowsSample ending = Sample(_usual).Put((int)Function + 0x40, 0x5e, 0x5b, 0xc3);
        Assert.Equal($"missing {Stack + 0x1000:x}", Words(Leave(ending, Function + 0x40, stack: Stack + 0xff8)));
    }

    [Theory]
    [InlineData(3, 4, 1, 0, 4, 0x32)]   // a version of later
    [InlineData(1, 4, 1, 0, 4, 0x3b)]   // an operation that there is not
    [InlineData(1, 4, 1, 0, 4, 0x21)]
    [InlineData(1, 4, 1, 0, 4, 0x01)]   // one that goes on behind the codes
    [InlineData(1, 4, 1, 0, 4, 0x2a)]
    [InlineData(1, 4, 1, 0, 4, 0x03)]   // a frame pointer that is none
    public void What_is_not_known_leads_nowhere(params int[] info) =>
        Assert.Equal("unknown", Words(Leave(Sample([.. info.Select(b => (byte)b)]), Function + 0x40)));

    [Fact]
    public void Chains_without_end_lead_nowhere()
    {
        WindowsSample circle = Sample(0x21, 0, 0, 0).Entry((int)Info + 4, Function, Function + 0x80, Info);
        Assert.Equal("unknown", Words(Leave(circle, Function + 0x40)));
        circle.Put((int)Function + 0x40, 0xe9, 0, 1, 0, 0).Function(0x1200, 0x1300, Info); // a jump that asks for the whole of each
        Assert.Equal("unknown", Words(Leave(circle, Function + 0x40)));
        WindowsSample self = new WindowsSample().Function(Function, Function + 0x80, WindowsSample.Directory + 1);
        Assert.Equal("unknown", Words(Leave(self, Function + 0x40)));
        var said = new List<Problem>();
        Assert.Equal("6 7", Words(Leave(Chain(Limits.UnwindChain - 1), Function + 0x40, said: said)));
        Assert.Empty(said);
        Assert.Equal("unknown", Words(Leave(Chain(Limits.UnwindChain), Function + 0x40, said: said)));
        Assert.Equal("unknown", Words(Leave(self, Function + 0x40, said: said)));
        Assert.All(said, p => Assert.Contains("leads on through more than 32 entries of the exception directory", p.Message, StringComparison.Ordinal));
        Assert.Equal(2, said.Count);

        static WindowsSample Chain(int parts)
        {
            WindowsSample sample = new WindowsSample().Function(Function, Function + 0x80, 0x3100);
            for (int i = 0; i < parts; i++)
            {
                sample.Put(0x3100 + (i * 16), 0x21, 0, 0, 0).Entry(0x3104 + (i * 16), Function, Function + 0x80, (uint)(0x3110 + (i * 16)));
            }

            return sample.Put(0x3100 + (parts * 16), _usual);
        }
    }

    [Fact]
    public void Entries_out_of_order_are_found()
    {
        WindowsSample sample = new WindowsSample().Put((int)Info, _usual).Put(0x3040, 1, 0, 0, 0);
        sample.Function(0x1400, 0x1480, 0x3040).Function(0x1600, 0x1680, 0x3040).Function(0, 0, 0).Function(Function, Function + 0x80, Info).Function(0x1500, 0x1580, 0x3040);
        Assert.Equal(("6 7", "0 1"), (Words(Leave(sample, Function + 0x40, isCall: true)), Words(Leave(sample, 0x1540, isCall: true))));
    }

    [Fact]
    public void Of_a_directory_that_is_not_there_to_its_end_the_beginning_counts()
    {
        WindowsSample sample = Sample(_usual).Put32(WindowsSample.DirectorySizeField, uint.MaxValue);
        Assert.Equal("6 7", Words(Leave(sample, Function + 0x40)));
        var cut = new WindowsFunctionTable(new FlatMemory(Base, sample.Bytes[..(WindowsSample.Directory + 12)]), Base + WindowsSample.Directory, 24, LimitLog.None);
        Assert.Equal((Function, false), (cut.Find(Function, out bool isLeaf)!.Value.Begin, isLeaf));
        Assert.Null(cut.Find(0x1400, out isLeaf));
        Assert.False(isLeaf); // the entry may be what is missing
        Assert.Null(cut.Find(0x1000, out isLeaf));
        Assert.True(isLeaf);
    }

    [Fact]
    public void Damage_gives_an_answer_or_none_but_no_fault()
    {
        var random = new Random(7);
        for (int n = 0; n < 3000; n++)
        {
            WindowsSample sample = Sample(1, 20, 7, 0x25, 20, 0x75, 0x20, 0, 0, 0, 12, 0x34, 3, 0, 7, 0x01, 8, 0);
            for (int i = 0; i < 4; i++)
            {
                int at = random.Next(3) switch { 0 => WindowsSample.Directory + random.Next(12), 1 => (int)Info + random.Next(32), _ => (int)Function + 0x40 + random.Next(8) };
                sample.Bytes[at] = (byte)random.Next(256);
            }

            foreach (uint place in (uint[])[Function, Function + 8, Function + 0x40, 0x1ff0])
            {
                WindowsCaller found = Leave(sample, place, framePointer: Stack + 0x40);
                Assert.False(found is { Caller: not null, Missing: not null });
            }
        }
    }
}
