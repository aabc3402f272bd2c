using System.Diagnostics;
using Conformance;
using DumpReader.Problems;
using DumpReader.Targets;
using DumpReader.Tests.Support;
using Shared;

namespace DumpReader.Tests.Targets;

/// <summary>Opening ends when whoever asked for it says so, and what it has come to by then is there.</summary>
public class StoppedOpeningTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);

    public static TheoryData<string> Encodings => ["vmdump.0", "vmdump.1", "vmdump.2", "vmdump.3"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_compressed_dump_opens_with_what_was_found_in_time(string name)
    {
        SlowFile? file = null;
        var clock = Stopwatch.StartNew();
        using KernelTarget target = Open(name, f => file = new SlowFile(f) { Delay = 20 }, () => clock.ElapsedMilliseconds > 200);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromMilliseconds(200) + Bound);
        file!.Delay = 0;
        Assert.All(target.Problems, Dumps.AssertClear);
        Dumps.Exercise(target);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void What_it_has_not_come_to_is_told_as_missing(string name)
    {
        using KernelTarget whole = Open(name, f => f, null);
        using KernelTarget target = Open(name, f => f, () => true);
        Assert.Empty(whole.Problems);
        Assert.Contains(target.Problems, p => p.Code is "MDB124" or "MDB121" or "MDB505");
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_limit_that_is_not_reached_changes_nothing(string name)
    {
        using KernelTarget target = Open(name, f => f, () => false);
        Assert.Equal(new List<Problem>(), target.Problems);
        Assert.Null(target.MissingRegisters);
    }

    private static KernelTarget Open(string name, Func<DumpReader.Bytes.IByteSource, DumpReader.Bytes.IByteSource> over, Func<bool>? isOver) =>
        (KernelTarget)DumpOpener.Open(new OpenRequest
        {
            Operands = [name],
            WorkingDirectory = DumpCache.Folder("ctx-new-vmdump"),
            IsOver = isOver,
            Over = (_, file) => over(file),
        });
}
