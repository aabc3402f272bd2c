namespace Mdb.Tests.Processes;

public sealed class ScriptTests : IDisposable
{
    private readonly MdbProcess _mdb = new();

    public void Dispose() => _mdb.Dispose();

    [Fact]
    public void A_script_from_a_pipe_runs_without_prompt() =>
        Assert.Equal(
            new ProcessResult("                1               \n                2               \n", "", 0),
            _mdb.Run("1=X\n2=X\n"));

    [Fact]
    public void Errors_name_the_line_and_the_status_stays_0() =>
        Assert.Equal(
            new ProcessResult("                1               \n", "mdb: syntax error on line 2 of (stdin) near \"2\"\n  | 1 2=X\n  |   ^\n", 0),
            _mdb.Run("1=X\n1 2=X\n"));

    [Fact]
    public void With_e_a_failure_is_status_1()
    {
        Assert.Equal(0, _mdb.Run("", "-e", "1=X").Status);
        Assert.Equal(
            new ProcessResult("", "mdb: invalid command '::nosuch': unknown dcmd name\n  | ::nosuch\n  | ^^^^^^^^\n", 1),
            _mdb.Run("", "-S", "-e", "::nosuch"));
        Assert.Equal(0, _mdb.Run("", "-e", "1=;::echo ok").Status);
    }

    [Fact]
    public void With_e_standard_input_is_left_alone() =>
        Assert.Equal("                1               \nrest\n", Sh("printf 'rest\\n' | ($MDB -S -e 1=X; cat)"));

    [Fact]
    public void Without_standard_input_e_works() => Assert.Equal("                1               \n", Sh("$MDB -S -e 1=X <&- 2>&1"));

    [Fact]
    public void A_folder_as_standard_input_is_said_in_one_line() =>
        Assert.Matches(@"^mdb: failed to read \(stdin\): [^\n]*\n$", Sh("$MDB -S <. 2>&1"));

    [Fact]
    public void Quit_leaves_the_rest_of_a_file_to_whoever_comes_next() =>
        Assert.Equal("\nrest\n", Sh("printf '::quit\nrest\n' >script; ($MDB -S; cat) <script"));

    [Fact]
    public void Quit_leaves_an_empty_line_and_status_0() => Assert.Equal(new ProcessResult("\n", "", 0), _mdb.Run("::quit\n1=X\n"));

    [Theory]
    [InlineData("printf '::echo a\\n!cat\\nb\\nc\\n' | $MDB -S")]
    [InlineData("printf '::echo a\\n!cat\\nb\\nc\\n' >script; $MDB -S <script")]
    public void A_child_reads_on_where_the_script_stands(string command) => Assert.Equal("a \nb\nc\n", Sh(command));

    [Theory]
    [InlineData("printf '!head -n 1\\nb\\n::echo c\\n' | $MDB -S")]
    [InlineData("printf '!read x; echo $x\\nb\\n::echo c\\n' | $MDB -S")]
    public void The_script_goes_on_where_a_child_has_stopped(string command)
    {
        string output = Sh(command.Replace("head -n 1", "dd bs=1 count=2 2>/dev/null").Replace("read x; echo $x", "read x && echo $x"));
        Assert.Equal("b\nc \n", output);
    }

    [Fact]
    public void Output_of_children_comes_in_order() =>
        Assert.Equal("1 \n2\n3 \n4\n", Sh("printf '::echo 1\\n!echo 2\\n::echo 3\\n!echo 4\\n' | $MDB -S"));

    [Fact]
    public void Errors_come_in_order_with_the_output() =>
        Assert.Equal("1 \nmdb: invalid command '::x': unknown dcmd name\n  | ::x\n  | ^^^\n2 \n", Sh("printf '::echo 1\\n::x\\n::echo 2\\n' | $MDB -S 2>&1"));

    [Fact]
    public void A_command_can_be_read_by_the_shell() =>
        Assert.Equal("a!b!\n3 \n", Sh("printf '::echo a b!tr \" \" !\\n::echo 3\\n' | $MDB -S"));

    [Fact]
    public void A_reader_that_stops_early_is_no_error() =>
        Assert.Equal("1\n", Sh("printf ',20000::echo x ! head -n 1 | wc -l\\n' | $MDB -S | tr -d ' '"));

    [Fact]
    public void A_pipe_inside_a_shell_command_breaks_quietly() =>
        Assert.Equal("y\n", Sh("printf '!yes | head -n 1\n' | env --default-signal=PIPE $MDB -S 2>&1"));

    [Fact]
    public void The_shell_is_the_one_of_the_environment()
    {
        File.WriteAllText(Path.Combine(_mdb.Folder, "shell"), "#!/bin/sh\necho \"shell: $1 $2\"\n");
        Assert.Equal("shell: -c ls\n", Sh("chmod +x shell; printf '!ls\\n' | SHELL=$PWD/shell $MDB -S"));
    }

    [Fact]
    public void A_shell_that_is_not_there_is_said() =>
        Assert.StartsWith("mdb: failed to run /nosuch/sh: ", Sh("printf '!ls\\n' | SHELL=/nosuch/sh $MDB -S 2>&1"));

    [Fact]
    public void A_closed_output_ends_quietly() => Assert.Equal("", Sh("$MDB -S -e ',100000::echo x' 2>&1 >&- | head -n 1"));

    [Fact]
    public void A_reader_of_the_output_that_goes_away_ends_the_program_quietly() =>
        Assert.Equal("x \n", Sh("$MDB -S -e ',ffffffffffff::echo x' | head -n 1"));

    [Fact]
    public void The_start_file_runs_first_unless_S_is_given()
    {
        File.WriteAllText(Path.Combine(_mdb.Home, ".mdbrc"), "::echo start\n::nosuch\n::echo goes on\n");
        ProcessResult result = _mdb.Run("::echo input\n");
        Assert.Equal("start \ngoes on \ninput \n", result.Output);
        Assert.Equal("mdb: invalid command '::nosuch': unknown dcmd name\n  | ::nosuch\n  | ^^^^^^^^\n", result.Error);
        Assert.Equal("input \n", _mdb.Run("::echo input\n", "-S").Output);
    }

    [Fact]
    public void Errors_in_the_start_file_name_it()
    {
        File.WriteAllText(Path.Combine(_mdb.Home, ".mdbrc"), "1 2\n");
        Assert.Equal($"mdb: syntax error on line 1 of {_mdb.Home}/.mdbrc near \"2\"\n  | 1 2\n  |   ^\n", _mdb.Run("").Error);
    }

    [Fact]
    public void A_start_file_can_quit()
    {
        File.WriteAllText(Path.Combine(_mdb.Home, ".mdbrc"), "::quit\n");
        Assert.Equal("\n", _mdb.Run("::echo input\n").Output);
    }

    private string Sh(string command)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        ProcessResult result = _mdb.Shell(command);
        return result.Output + result.Error;
    }
}
