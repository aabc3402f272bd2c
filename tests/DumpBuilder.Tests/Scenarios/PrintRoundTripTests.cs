using System.Text;
using Commands.Pipeline;
using DumpReader;

namespace DumpBuilder.Tests.Scenarios;

/// <summary>A scenario holds objects as <c>::print</c> shows them: what it shows of a dump builds the same object again.</summary>
public class PrintRoundTripTests
{
    public static TheoryData<string, string, string> Objects => new()
    {
        { "bhyve-old", "fffffe5af5cc8040", "kthread_t" },
        { "bhyve-old", "fffffe5af0007100", "kthread_t" },
        { "bhyve-old", "fffffe5af5c6b840", "klwp_t" },
        { "bhyve-old", "fffffe5af000f480", "proc_t" },
        { "bhyve-old", "fffffffffbc013b0", "proc_t" },
        { "bhyve-old", "fffffe5af0010480", "struct pid" },
        { "bhyve-old", "fffffe5af0001000", "cpu_t" },
        { "bhyve-old", "fffffe5af0007040", "disp_t" },
        { "bhyve-old", "fffffffffbc0a6b0", "struct as" },
        { "bhyve-old", "fffffe5af0000600", "struct seg" },
        { "bhyve-old", "fffffe5afd912488", "struct ctxop" },
        { "bhyve-old", "fffffe008044e600", "struct regs" },
        { "bhyve-old", "fffffe5af0006000", "queue_t" },
        { "bhyve-old", "fffffe5af0006200", "struct log_ctl" },
        { "bhyve-old", "fffffffffbd20000", "struct modctl" },
        { "bhyve-old", "fffffffffbc06000", "struct panic_data" },
        { "bhyve-old", "fffffffffbc0a198", "struct utsname" },
        { "upstream-old", "fffffe5afd90e140", "struct ctxop" },
        { "bhyve-new", "fffffe5b2f901a60", "struct ctxop" },
        { "ctx-damaged", "fffffe5af0030580", "struct ctxop" },
    };

    [Theory]
    [MemberData(nameof(Objects))]
    public void What_print_shows_builds_the_object_again(string sample, string address, string type)
    {
        using CrashDump dump = CrashDump.Open(Path.Combine(Repository.Dumps, sample));
        ulong at = Convert.ToUInt64(address, 16);
        byte[] before = new byte[dump.Types.Find(null, type, out _)!.Size];
        Assert.True(dump.Memory.TryRead(at, before));
        string command = $"{address}::print -CL \"{type}\"";
        string shown = Run(dump, command);
        Assert.StartsWith("{\n", shown);

        string scenario = $"""
            #include "{sample}.scenario"
            {address},{before.Length:x}::fill ff
            {address}::print {type} {shown}
            """;
        DumpImage image = Scenario.Parse(scenario, "again", static name => File.ReadAllText(Path.Combine(Repository.Scenarios, name)));
        using var temp = new TempFolder();
        image.Write(temp.File("unix.0"), temp.File("vmcore.0"));
        using CrashDump again = CrashDump.Open(temp.File("unix.0"), temp.File("vmcore.0"));
        byte[] after = new byte[before.Length];
        Assert.True(again.Memory.TryRead(at, after));
        Assert.Equal(before, after);
        Assert.Equal(shown, Run(again, command));
    }

    private static string Run(CrashDump dump, string command)
    {
        using var output = new MemoryStream();
        using var errors = new MemoryStream();
        var session = new Session(dump.Target, new SessionStreams(Stream.Null, output, errors), new SessionOptions { Stock = true });
        session.RunText(command);
        session.Complete();
        Assert.Equal("", Encoding.Latin1.GetString(errors.ToArray()));
        return Encoding.Latin1.GetString(output.ToArray());
    }
}
