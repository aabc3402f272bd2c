namespace Mdb.Tests.Processes;

/// <summary>What is typed while the program works: it waits for the next prompt, and everybody else finds the terminal as it was.</summary>
public sealed class TypedAheadTests : IDisposable
{
    private readonly MdbProcess _mdb = new("ctx-old");
    private PseudoTerminal? _terminal;

    public TypedAheadTests() => _mdb.Variables["MDB"] = MdbProcess.Program;

    public void Dispose()
    {
        _terminal?.Dispose();
        _mdb.Dispose();
    }

    private string Script => Path.Combine(_mdb.Folder, "wait");

    [Fact]
    public void Text_typed_while_a_command_runs_stands_once_at_the_next_prompt()
    {
        PseudoTerminal terminal = Wait("$MDB -S");
        terminal.Type("::echo aheaf\x7f" + "d");
        Release("::echo first");
        terminal.WaitForRows("> $<wait", "first", "> ::echo ahead");
        terminal.Type(" of time\r");
        terminal.WaitForRows("> $<wait", "first", "> ::echo ahead of time", "ahead of time", ">");
    }

    [Fact]
    public void Lines_typed_while_a_command_runs_are_run_in_their_turn()
    {
        PseudoTerminal terminal = Wait("$MDB -S");
        terminal.Type("::echo one\r::echo two\n");
        Release("::echo first");
        terminal.WaitForRows("> $<wait", "first", "> ::echo one", "one", "> ::echo two", "two", ">");
    }

    [Fact]
    public void Text_typed_before_the_first_prompt_stands_there_once()
    {
        File.WriteAllText(Path.Combine(_mdb.Home, ".mdbrc"), "!echo start\n$<wait\n");
        PseudoTerminal terminal = Shell("$MDB; echo over");
        terminal.WaitFor("start");
        Assert.True(SpinWait.SpinUntil(() => Modes(terminal).Contains(" -echo ", StringComparison.Ordinal), 60_000));
        terminal.Type("::echo early");
        Release("::echo first");
        terminal.WaitForRows("first", "> ::echo early");
        Assert.Single(terminal.Screen.Lines, line => line.Contains("early"));
    }

    [Fact]
    public void Control_C_stops_what_runs_and_drops_what_was_typed_ahead()
    {
        PseudoTerminal terminal = Shell("$MDB -S +o pager");
        terminal.WaitFor("> ");
        terminal.Type(",40000000::echo x\r");
        terminal.WaitForScreen(s => s.Lines.Count(l => l == "x") > 100);
        terminal.Type("::echo never\x03");
        terminal.WaitForScreen(s => s.Visible.EndsWith("\n>", StringComparison.Ordinal));
        Assert.DoesNotContain(terminal.Screen.Lines, line => line.Contains("never"));
    }

    [Fact]
    public void Children_have_the_terminal_as_it_was()
    {
        PseudoTerminal terminal = Shell("stty -a >before; $MDB -S; cmp before child && cmp before pipe && echo same");
        terminal.WaitFor("> ");
        terminal.Type("!stty -a >child\r");
        terminal.WaitFor("> ");
        terminal.Type("::echo x ! cat && stty -a </dev/tty >pipe\r");
        terminal.WaitFor("\nx ");
        terminal.WaitFor("> ");
        terminal.Type("\x04");
        terminal.WaitFor("same\r\n");
    }

    [Fact]
    public void Text_typed_after_a_child_has_ended_is_not_shown_twice()
    {
        PseudoTerminal terminal = Shell("$MDB -S");
        terminal.WaitFor("> ");
        terminal.Type("!echo child\r");
        terminal.WaitForRows("child", ">");
        terminal.Type("$<wait\r");
        terminal.WaitForScreen(s => s.Column == 0 && s.Visible.EndsWith("$<wait", StringComparison.Ordinal));
        terminal.Type("::echo ahead");
        Release("::echo first");
        terminal.WaitForRows("> $<wait", "first", "> ::echo ahead");
    }

    [Fact]
    public void Control_Z_while_a_command_runs_leaves_the_terminal_as_it_was_and_going_on_takes_it_again()
    {
        PseudoTerminal terminal = Wait("stty -a >before; set -m; $MDB -S; stty -a >after; cmp before after && echo same; fg");
        terminal.Type("\x1a");
        terminal.WaitFor("same\r\n");
        Assert.True(SpinWait.SpinUntil(() => Modes(terminal).Contains("-echo ", StringComparison.Ordinal), 60_000));
        terminal.Type("::echo ahead");
        Release("::echo first");
        terminal.WaitForRows("first", "> ::echo ahead");
        Assert.Single(terminal.Screen.Lines, line => line.Contains("ahead"));
    }

    [Fact]
    public void A_program_told_to_end_while_it_runs_a_command_leaves_the_terminal_as_it_was()
    {
        PseudoTerminal terminal = Wait("stty -a >before; $MDB -S; stty -a >after; cmp before after && echo same");
        string program = File.ReadAllText($"/proc/{terminal.ProcessId}/task/{terminal.ProcessId}/children").Trim();
        using System.Diagnostics.Process kill = System.Diagnostics.Process.Start("/bin/sh", ["-c", "kill -TERM " + program]);
        terminal.WaitFor("same\r\n");
    }

    /// <summary>Starts a shell with the program, and in it a command that waits for <see cref="Release"/>.</summary>
    private PseudoTerminal Wait(string command)
    {
        PseudoTerminal terminal = Shell(command);
        terminal.WaitFor("> ");
        terminal.Type("$<wait\r");
        terminal.WaitForScreen(s => s.Column == 0 && s.Visible.EndsWith("$<wait", StringComparison.Ordinal), "$<wait");
        terminal.WaitForWork();
        return terminal;
    }

    private PseudoTerminal Shell(string command)
    {
        Assert.SkipWhen(PseudoTerminal.Missing is not null, PseudoTerminal.Missing ?? "");
        _mdb.Shell("mkfifo wait");
        return _terminal = PseudoTerminal.StartShell(_mdb, command);
    }

    private string Modes(PseudoTerminal terminal) => " " + _mdb.Shell($"stty -a <{terminal.Name}").Output.ReplaceLineEndings(" ");

    /// <summary>Gives the waiting command the script that it waits for.</summary>
    private void Release(string script) => File.WriteAllText(Script, script + "\n");
}
