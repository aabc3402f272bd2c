using DumpBuilder;
using DumpReader.Targets;
using Shared;

namespace Commands.Tests.Dcmds.Core;

/// <summary>Stacks of a minidump whose program has an exception directory: the innermost function has no frame pointer, the next one has, the last has none.</summary>
public sealed class MinidumpStackTests : IDisposable
{
    private const ulong Base = 0x7ff600000000;
    private const ulong Stack = 0x5ff000;

    private static readonly string[] _frames = ["00000000005ff028 Inner+0x40()", "00000000005ff100 Middle+0x20()", "00000000005ff130 Outer+0x20()"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mdb-stack-");

    private string Program => Path.Combine(_folder.FullName, "game.exe");

    public void Dispose() => _folder.Delete(recursive: true);

    private static WindowsSample Sample(uint stamp = 0) => new WindowsSample(stamp)
        .Export("Inner", 0x1100).Export("Middle", 0x1200).Export("Outer", 0x1300)
        .Function(0x1100, 0x1180, 0x3000).Function(0x1200, 0x1280, 0x3040).Function(0x1300, 0x1380, 0x3080)
        .Put(0x3000, 1, 6, 3, 0, 6, 0x32, 2, 0x60, 1, 0x30)  // push %rbx; push %rsi; sub $0x20,%rsp
        .Put(0x3040, 1, 4, 2, 5, 4, 0x03, 1, 0x50)           // push %rbp; mov %rsp,%rbp; of its stack nobody knows how much it takes
        .Put(0x3080, 1, 4, 1, 0, 4, 0x42);                   // sub $0x28,%rsp

    /// <summary>A dump of the three frames.</summary>
    /// <param name="inMemory">The image in it; null for none.</param>
    /// <param name="path">Where the dump says that the program is.</param>
    /// <param name="outermost">What the last function returns to.</param>
    private string Dump(WindowsSample? inMemory, string path = @"C:\games\game.exe", ulong outermost = 0, ulong stack = Stack)
    {
        var image = new DumpImage();
        DumpBuilder.Kernel.KernelModule module = image.AddModule("game");
        (module.FileName, module.Text, module.TextSize) = (path, Base, WindowsSample.Size);
        image.SetRegister("rip", Base + 0x1140);
        image.SetRegister("rsp", stack);
        image.SetRegister("rbp", stack + 0x100);
        image.AddRegion(Stack, 0x1000, _ => { });
        (ulong At, ulong Value)[] words = [(0x30, Base + 0x1220), (0x100, 0x1234), (0x108, Base + 0x1320), (0x138, outermost)];
        foreach ((ulong at, ulong value) in words.Where(w => stack + w.At < Stack + 0x1000))
        {
            image.Add(stack + at, BitConverter.GetBytes(value));
        }

        if (inMemory is not null)
        {
            image.Add(Base, inMemory.Bytes);
        }

        string file = Path.Combine(_folder.FullName, "dump");
        image.WriteMinidump(file);
        return file;
    }

    private static Answer Ask(string text, params string[] operands)
    {
        using ITarget target = DumpOpener.Open(new OpenRequest { Operands = operands });
        return TestSession.Text(text, target: target);
    }

    [Fact]
    public void The_exception_directory_in_the_dump_leads_from_frame_to_frame()
    {
        Answer answer = Ask("$C", Dump(Sample()));
        Assert.Equal(_frames, answer.Lines);
        Assert.Equal(("", 0), (answer.Error, answer.Status));
        Assert.Equal(["Inner+0x40()", "Middle+0x20()", "Outer+0x20()"], Ask("::threads | ::stack", Dump(Sample())).Lines);
    }

    [Fact]
    public void The_file_of_the_program_has_what_the_dump_lacks()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the path is one of this system");
        File.WriteAllBytes(Program, Sample().Bytes);
        Assert.Equal(_frames, Ask("$C", Dump(null, Program)).Lines);
        Assert.Equal(_frames, Ask("$C", Program, Dump(null)).Lines);
    }

    [Fact]
    public void The_file_of_another_build_is_not_believed()
    {
        File.WriteAllBytes(Program, Sample(stamp: 5).Bytes);
        Answer answer = Ask("$C; ::problems", Program, Dump(null));
        Assert.DoesNotContain("Middle", answer.Out, StringComparison.Ordinal);
        Assert.Contains("another build than the one in the minidump at 7ff600000000", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stack_that_is_in_the_dump_in_part_is_listed_in_part_and_that_is_said()
    {
        Answer answer = Ask("$C", Dump(Sample(), stack: Stack + 0x1000 - 0x108));
        Assert.Equal(["00000000005fff20 Inner+0x40()", "0000000000600000 Middle+0x20()", "600000 [no mapping for address]"], answer.Lines);
        Assert.Contains("stack frame at 600000 is not in the dump", answer.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, answer.Status);
    }

    [Fact]
    public void An_address_outside_all_programs_is_the_last()
    {
        Answer answer = Ask("$C", Dump(Sample(), outermost: 0x123456));
        Assert.Equal([.. _frames, "0000000000001234 0x123456()"], answer.Lines);
        Assert.Equal(0, answer.Status);
    }

    [Fact]
    public void A_stack_pointer_that_does_not_go_up_ends_the_list_and_that_is_said()
    {
        WindowsSample sample = Sample().Put(0x3040, 1, 4, 3, 0xe5, 4, 0x03, 2, 0x30, 1, 0x50); // the frame pointer is said to lie much higher than it does
        Answer answer = Ask("$C", Dump(sample));
        Assert.Equal([_frames[0], "00000000005ff028 Middle+0x20()", "5ff028 [stack frame pointer is invalid]"], answer.Lines);
        Assert.Contains("MDB522", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Chains_without_end_and_counts_without_end_leave_what_frame_pointers_tell()
    {
        WindowsSample circle = Sample().Put(0x3000, 0x21, 0, 0, 0).Entry(0x3004, 0x1100, 0x1180, 0x3000);
        Assert.Equal(["00000000005ff100 Inner+0x40()", "00000000005ff130 Outer+0x20()"], Ask("$C", Dump(circle)).Lines);
        Assert.Equal(_frames, Ask("$C", Dump(Sample().Put32(WindowsSample.DirectorySizeField, uint.MaxValue))).Lines);
    }
}
