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
    public void Control_C_ends_it_says_so_and_leaves_the_session(string statement)
    {
        using PseudoTerminal terminal = PseudoTerminal.Start(_mdb, "-S", "+o", "pager", "-P", "p> ", "0");
        terminal.WaitFor("p> ");
        Stopwatch clock = terminal.Interrupt(statement, afterMilliseconds: 300);
        terminal.WaitFor("partial: interrupted (MDB403)");
        terminal.WaitFor("p> ");
        Assert.InRange(clock.ElapsedMilliseconds, 0, MostMilliseconds);
        terminal.Type("::echo still here\r");
        terminal.WaitFor("\nstill here ");
    }
}
