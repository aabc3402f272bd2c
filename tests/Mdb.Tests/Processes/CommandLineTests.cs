namespace Mdb.Tests.Processes;

public sealed class CommandLineTests : IDisposable
{
    private readonly MdbProcess _mdb = new();

    public void Dispose() => _mdb.Dispose();

    [Fact]
    public void A_question_mark_shows_the_usage_and_succeeds()
    {
        ProcessResult result = _mdb.Run("", "-?");
        Assert.Equal(("", 0), (result.Output, result.Status));
        Assert.StartsWith(
            "mdb: illegal option -- ?\n" +
            "Usage: mdb [-fkmuwyAFKMSUW] [+/-o option] [-b VM] [-p pid] [-s dist] [-I path] [-L path]\n" +
            "\t[-P prompt] [-R root] [-V dis-version] [-e expr] [object [core] | core | suffix]\n", result.Error);
    }

    [Fact]
    public void An_unknown_option_is_a_usage_error()
    {
        ProcessResult result = _mdb.Run("", "-kZ");
        Assert.Equal(("", 2), (result.Output, result.Status));
        Assert.StartsWith("mdb: illegal option -- Z\nUsage: mdb [", result.Error);
    }

    [Fact]
    public void A_bad_value_is_one_line() =>
        Assert.Equal(new ProcessResult("", "mdb: expected integer following -s\n", 2), _mdb.Run("", "-s", "x"));

    [Fact]
    public void Help_goes_to_the_output()
    {
        ProcessResult result = _mdb.Run("", "--help");
        Assert.Equal(("", 0), (result.Error, result.Status));
        Assert.StartsWith("Usage: mdb [", result.Output);
    }

    [Fact]
    public void The_version_is_one_line() => Assert.Matches(@"^mdb \d+\.\d+\.\d+\n$", _mdb.Run("", "--version").Output);

    [Fact]
    public void A_bad_debugger_option_is_a_usage_error() =>
        Assert.Equal(new ProcessResult("", "mdb: invalid debugger option -- nosuch\n", 2), _mdb.Run("", "-o", "stock,nosuch"));

    [Fact]
    public void A_disassembler_can_be_chosen_and_an_unknown_one_is_only_a_warning()
    {
        Assert.StartsWith("disassembly mode is amd64 ", _mdb.Run("", "-S", "-V", "amd64", "-e", "::dismode").Output);
        Assert.Equal(
            new ProcessResult("ok \n", "mdb: invalid disassembler mode -- nosuch\n", 0),
            _mdb.Run("", "-S", "-V", "nosuch", "-e", "::echo ok"));
    }

    [Fact]
    public void A_deadline_ends_a_statement_and_says_so()
    {
        ProcessResult result = _mdb.Run("", "-S", "--deadline", "0.2", "-e", ",ffffffffff::echo x");
        Assert.Equal(("mdb: partial: deadline reached (MDB401)\n", 1), (result.Error, result.Status));
        Assert.EndsWith("x \n", result.Output);
    }
}
