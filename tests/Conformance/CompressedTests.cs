using System.Text;

namespace Conformance;

/// <summary>A compressed dump answers as the expanded one, in every encoding.</summary>
public class CompressedTests
{
    private static readonly string[] Files = ["vmdump.0", "vmdump.1", "vmdump.2", "vmdump.3", "dumpdev.img"];

    public static IEnumerable<TheoryDataRow<string, string>> Cases() =>
        from name in Case.AllNames()
        where name.StartsWith("ctx-new/", StringComparison.Ordinal) && !Pending.Contains(name)
        from file in Files
        select new TheoryDataRow<string, string>(file, name).WithTrait("dump", file);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Compressed_dump_answers_as_illumos_mdb_on_the_expanded_one(string file, string name)
    {
        Case test = Case.Load(name);
        Assert.SkipWhen(test.Input.AsSpan().Contains((byte)'!') && !File.Exists(CaseShell.Path), "needs a POSIX shell");
        Answer answer = InProcessRunner.Run(test, "ctx-new-vmdump", [file]);
        Assert.Equal(OtherName(test.Out, file), Encoding.Latin1.GetString(answer.Out));
        Assert.Equal(ConformanceTests.WithoutNotices(test.Err), ConformanceTests.WithoutNotices(answer.Err));
        Assert.Equal(test.ExitStatus, answer.ExitStatus);
    }

    /// <summary>The file is all that may differ.</summary>
    private static string OtherName(byte[] text, string file) =>
        Encoding.Latin1.GetString(text).Replace("vmcore.0", file, StringComparison.Ordinal);
}
