namespace Mdb.Tests.Processes;

/// <summary>Searches of all memory as a whole process: on one core and on several, and at a terminal with Ctrl-C.</summary>
public sealed class ScanTests : IDisposable
{
    private readonly MdbProcess _mdb = new("kmem-debug");

    public void Dispose() => _mdb.Dispose();

    [Theory]
    [InlineData("fffffe5ac00e2be0::kgrep -d 1000")]
    [InlineData("::walk kmem | ::whatis")]
    [InlineData("::findleaks -d")]
    [InlineData("::typegraph\n::walk typeconflict\n::walk typeunknown\n::findlocks")]
    [InlineData("::walk kmem")]
    [InlineData("::memstat")]
    [InlineData("::kmem_verify\n::walk kmem_cache | ::kmem_verify")]
    [InlineData("fffffe5ac00e2be0::owner -a")]
    public void One_core_and_seven_give_the_same_answer(string script)
    {
        ProcessResult one = Run("1");
        Assert.NotEqual("", one.Output);
        Assert.Equal(one, Run("7"));

        ProcessResult Run(string processors)
        {
            _mdb.Variables["DOTNET_PROCESSOR_COUNT"] = processors;
            ProcessResult result = _mdb.Run(script + "\n", "-S", "0");
            string[] lines = result.Output.Split('\n');
            return result with { Output = string.Join('\n', lines.Where(l => !l.Contains("elapsed", StringComparison.Ordinal))) };
        }
    }

    [Theory]
    [InlineData("0::kgrep | ::kgrep")]
    [InlineData("::walk kmem | ::whatis -k")]
    [InlineData(",1000000::findleaks -f")]
    [InlineData(",1000000::typegraph")]
    [InlineData(",1000000::walk kmem | ::grep 0")]
    [InlineData(",1000000::memstat")]
    [InlineData(",1000000::kmem_verify")]
    public void Control_C_stops_a_search_says_so_and_leaves_the_session(string search)
    {
        using PseudoTerminal terminal = PseudoTerminal.Start(_mdb, "-S", "+o", "pager", "-P", "p> ", "0");
        terminal.WaitFor("p> ");
        terminal.Interrupt(search, afterMilliseconds: 500);
        terminal.WaitFor("partial: interrupted (MDB403)");
        terminal.Type("::echo still here\r");
        terminal.WaitFor("\nstill here ");
    }
}
