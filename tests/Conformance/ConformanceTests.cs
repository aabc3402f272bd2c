using System.Text;
using System.Text.RegularExpressions;

namespace Conformance;

/// <summary>Every recorded session gives, under <c>-o stock</c>, the bytes and the exit status that illumos mdb gave.</summary>
public partial class ConformanceTests
{
    public static IEnumerable<TheoryDataRow<string>> Cases() => Case.AllNames().Select(name =>
    {
        string[] parts = name.Split('/');
        return new TheoryDataRow<string>(name).WithTrait("dump", parts[0]).WithTrait("area", parts[1]);
    });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Answers_as_illumos_mdb(string name)
    {
        Case test = Case.Load(name);
        Assert.SkipWhen(UsesShell(test) && !File.Exists(CaseShell.Path), "needs a POSIX shell");
        if (Pending.Contains(name))
        {
            Assert.False(Passes(test), $"{name} passes: take it out of pending.txt");
            return;
        }

        Answer answer = InProcessRunner.Run(test);
        Assert.Equal(Show(test.Out), Show(answer.Out));
        Assert.Equal(Show(WithoutNotices(test.Err)), Show(WithoutNotices(answer.Err)));
        Assert.Equal(test.ExitStatus, answer.ExitStatus);
    }

    [Fact]
    public void Pending_names_only_cases_that_exist() => Assert.Empty(Pending.All.Except(Case.AllNames()));

    private static bool UsesShell(Case test) => test.Input.AsSpan().Contains((byte)'!');

    /// <summary>A case not yet met may fail in any way but by hanging.</summary>
    private static bool Passes(Case test)
    {
        try
        {
            Answer answer = InProcessRunner.Run(test);
            return test.Out.AsSpan().SequenceEqual(answer.Out)
                && WithoutNotices(test.Err).AsSpan().SequenceEqual(WithoutNotices(answer.Err))
                && test.ExitStatus == answer.ExitStatus;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>Start-up notices about symbols that a trimmed dump lacks are not part of what a case is about.</summary>
    internal static byte[] WithoutNotices(byte[] text) =>
        Encoding.Latin1.GetBytes(Notice().Replace(Encoding.Latin1.GetString(text), ""));

    private static string Show(byte[] bytes) => Encoding.Latin1.GetString(bytes);

    [GeneratedRegex(@"^\S+: Failed to lookup symbol '\w+'\n", RegexOptions.Multiline)]
    private static partial Regex Notice();
}
