using System.Diagnostics;

namespace Mdb.Tests.Processes;

/// <summary>Deadlines and Ctrl-C as a person has them: also while other programs run, and while nobody reads.</summary>
public sealed class DeadlineTests : IDisposable
{
    /// <summary>Ten times what is promised, and the start of the program, which takes long on a machine that runs all tests at once.</summary>
    private const int MostMilliseconds = 10_000;

    private readonly MdbProcess _mdb = new("kmem-debug");

    public void Dispose() => _mdb.Dispose();

    [Theory]
    [InlineData("! sleep 100")]
    [InlineData("::walk kmem ! sleep 100")]
    [InlineData(",1000000::echo x ! trap '' TERM INT && sleep 100")]
    [InlineData("::walk kmem ! (sleep 100 | sleep 100)")]
    [InlineData(",1000000::walk kmem ! cat > /dev/null")]
    public void A_program_behind_an_exclamation_mark_ends_with_the_deadline(string statement)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a shell of Unix");
        var clock = Stopwatch.StartNew();
        ProcessResult result = _mdb.Run("", "-S", "--deadline", "0.3", "-e", statement, "0");
        Assert.InRange(clock.ElapsedMilliseconds, 300, MostMilliseconds);
        Assert.Contains("mdb: partial: deadline reached (MDB401)", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.Status);
    }

    [Theory]
    [InlineData("$<wait")]
    [InlineData("$<<wait")]
    [InlineData("::cat wait")]
    public void A_wait_for_a_pipe_that_nobody_writes_ends_with_the_deadline(string statement)
    {
        MakePipe();
        var clock = Stopwatch.StartNew();
        ProcessResult result = _mdb.Run("", "-S", "--deadline", "0.3", "-e", statement, "0");
        Assert.InRange(clock.ElapsedMilliseconds, 300, MostMilliseconds);
        Assert.Contains("mdb: partial: deadline reached (MDB401)", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.Status);
    }

    [Theory]
    [InlineData("$<wait")]
    [InlineData("::cat wait")]
    public void What_comes_late_through_a_pipe_is_read(string statement)
    {
        MakePipe();
        ProcessResult result = _mdb.Shell($"(sleep 1; echo '::echo one'; sleep 1; echo '::echo two') >wait & '{MdbProcess.Program}' -S -e '{statement}' 0");
        string expected = statement == "$<wait" ? "one \ntwo \n" : "::echo one\n::echo two\n";
        Assert.Equal((expected, "", 0), (result.Output, result.Error, result.Status));
    }

    [Fact]
    public void A_pipe_is_not_waited_for_where_a_file_of_types_is_asked_for()
    {
        MakePipe();
        ProcessResult result = _mdb.Run("", "-S", "-e", "::typedef -r wait", "0");
        Assert.Equal(("", "mdb: failed to open wait: it is a pipe\n", 1), (result.Output, result.Error, result.Status));
    }

    [Fact]
    public void Programs_that_end_in_time_are_not_touched()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a shell of Unix");
        ProcessResult result = _mdb.Run("", "-S", "--deadline", "20", "-e", "::echo x ! cat && echo y", "0");
        Assert.Equal(("x \ny\n", "", 0), (result.Output, result.Error, result.Status));
    }

    [Fact]
    public void Each_statement_has_its_deadline()
    {
        ProcessResult result = _mdb.Run("0,ffffffffff::eval 1\n::echo next\n", "-S", "--deadline", "0.1", "0");
        Assert.Contains("mdb: partial: deadline reached (MDB401)", result.Error, StringComparison.Ordinal);
        Assert.Equal("next \n", result.Output);
    }

    [Theory]
    [InlineData(",1000000::waits")]
    [InlineData("kas::array char 2000000000")]
    [InlineData("kmem_ready,2000000000/B")]
    [InlineData(",1000000::walk kmem | sort")]
    [InlineData(",1000000::walk kmem | ::print -at kthread_t")]
    [InlineData("*kmem_caches,ffffffffffff=K")]
    [InlineData(",1000000::walk kmem ! sleep 100")]
    [InlineData(",1000000::walk kmem ! cat > /dev/null")]
    [InlineData("$<wait")]
    [InlineData("$<<wait")]
    [InlineData("::cat wait")]
    public void Control_C_ends_it_says_so_and_leaves_the_session(string statement)
    {
        MakePipe();
        using PseudoTerminal terminal = PseudoTerminal.Start(_mdb, "-S", "+o", "pager", "-P", "p> ", "0");
        terminal.WaitFor("p> ");
        Stopwatch clock = terminal.Interrupt(statement, afterMilliseconds: 300);
        terminal.WaitFor("partial: interrupted (MDB403)");
        terminal.WaitFor("p> ");
        Assert.InRange(clock.ElapsedMilliseconds, 0, MostMilliseconds);
        terminal.Type("::echo still here\r");
        terminal.WaitFor("\nstill here ");
    }

    private void MakePipe()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "waits for pipes end on Linux only");
        _mdb.Shell("mkfifo wait");
    }
}
