using System.Diagnostics;
using DumpReader.Managed;
using DumpReader.Problems;

namespace DumpReader.Tests.Managed;

/// <summary>Another process that answers: what it does must not hold up the one that asks.</summary>
public sealed class HelperProcessTests : IDisposable
{
    private readonly string _program = Path.GetTempFileName();

    public void Dispose() => File.Delete(_program);

    private List<string[]> Ask(string script, Action<Problem> lost, Func<bool> shouldStop)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("shell scripts");
            return [];
        }

        File.WriteAllText(_program, "#!/bin/sh\n" + script);
        File.SetUnixFileMode(_program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using var process = new ManagedProcess(null!, "core", null, _program);
        return [.. HelperProcess.Ask(process, ["stack", "1"], lost, shouldStop)];
    }

    [Fact]
    public void A_helper_that_takes_too_long_is_ended_and_what_it_said_counts()
    {
        var problems = new List<Problem>();
        var clock = Stopwatch.StartNew();
        List<string[]> lines = Ask("printf 'slot\\t1\\n'; exec sleep 60", problems.Add, () => clock.ElapsedMilliseconds > 1000);
        Assert.Equal(["slot", "1"], Assert.Single(lines));
        Assert.Empty(problems);
        Assert.InRange(clock.ElapsedMilliseconds, 1000, 30_000);
    }

    [Fact]
    public void A_helper_that_ends_early_is_a_loss()
    {
        var problems = new List<Problem>();
        Assert.Equal(["slot", "1"], Assert.Single(Ask("printf 'slot\\t1\\n'; exit 3", problems.Add, () => false)));
        Assert.Contains("has ended with status 3", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_counts_behind_the_end()
    {
        var problems = new List<Problem>();
        Assert.Single(Ask("printf 'slot\\t1\\nend\\nslot\\t2\\n'", problems.Add, () => false));
        Assert.Empty(problems);
    }
}
