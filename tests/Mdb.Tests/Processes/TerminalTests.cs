namespace Mdb.Tests.Processes;

/// <summary>The program on a terminal, as a person has it.</summary>
public sealed class TerminalTests : IDisposable
{
    private readonly MdbProcess _mdb = new("ctx-old");

    public void Dispose() => _mdb.Dispose();

    [Fact]
    public void Prompts_answers_and_ends_at_control_D()
    {
        using PseudoTerminal terminal = PseudoTerminal.Start(_mdb, "-S", "0");
        terminal.WaitFor("> ");
        terminal.Type("1+1=X\r");
        terminal.WaitFor("                2 ");
        terminal.WaitFor("> ");
        terminal.Type("\x04");
        Assert.Equal(0, terminal.WaitForExit());
    }

    [Fact]
    public void Quit_ends_the_session()
    {
        using PseudoTerminal terminal = PseudoTerminal.Start(_mdb, "-S");
        terminal.WaitFor("> ");
        terminal.Type("::quit\r");
        Assert.Equal(0, terminal.WaitForExit());
    }

    [Fact]
    public void The_prompt_can_be_chosen_and_changed()
    {
        using PseudoTerminal terminal = PseudoTerminal.Start(_mdb, "-S", "-P", "dbg: ");
        terminal.WaitFor("dbg: ");
        terminal.Type("$P next>\r");
        terminal.WaitForRows("dbg: $P next>", "next>");
    }

    [Fact]
    public void Errors_do_not_name_a_line()
    {
        using PseudoTerminal terminal = PseudoTerminal.Start(_mdb, "-S");
        terminal.WaitFor("> ");
        terminal.Type("1 2=X\r");
        terminal.WaitFor("mdb: syntax error near \"2\"\r\n");
    }

    [Fact]
    public void Control_C_abandons_the_line()
    {
        using PseudoTerminal terminal = PseudoTerminal.Start(_mdb, "-S");
        terminal.WaitFor("> ");
        terminal.Type("::echo never\x03::echo now\r");
        terminal.WaitFor("\nnow ");
        Assert.DoesNotContain("\nnever", terminal.Pending);
    }

    [Fact]
    public void Control_C_stops_a_command_and_not_the_session()
    {
        using PseudoTerminal terminal = PseudoTerminal.Start(_mdb, "-S", "+o", "pager");
        terminal.WaitFor("> ");
        terminal.Type(",40000000::echo x\r");
        terminal.WaitFor("\nx \r\nx ");
        terminal.Type("\x03");
        terminal.WaitFor("> ");
        terminal.Type("::echo still here\r");
        terminal.WaitFor("\nstill here ");
    }

    [Fact]
    public void Control_C_in_a_child_stops_the_child_only()
    {
        using PseudoTerminal terminal = PseudoTerminal.Start(_mdb, "-S");
        terminal.WaitFor("> ");
        terminal.Type("!echo sleeping && exec sleep 60\r");
        terminal.WaitFor("sleeping\r\n");
        terminal.Type("\x03");
        terminal.WaitFor("> ");
        terminal.Type("::echo still here\r");
        terminal.WaitFor("\nstill here ");
    }

    [Fact]
    public void A_child_has_the_terminal()
    {
        using PseudoTerminal terminal = PseudoTerminal.Start(_mdb, "-S");
        terminal.WaitFor("> ");
        terminal.Type("!echo ready && cat\r");
        terminal.WaitFor("\nready\r\n");
        terminal.Type("for the child\n\x04");
        terminal.WaitFor("for the child\r\nfor the child\r\n");
        terminal.WaitFor("> ");
        terminal.Type("::echo back\r");
        terminal.WaitFor("\nback ");
    }

    [Fact]
    public void Tab_completes_members_of_what_flows_in_the_pipe()
    {
        using PseudoTerminal terminal = PseudoTerminal.Start(_mdb, "-S", "0");
        terminal.WaitFor("> ");
        terminal.Type("fffffe5af5cc8040::print kthread_t t_ctx | ::print save_\t");
        terminal.WaitFor("save_op");
    }

    [Fact]
    public void Tab_lists_several_candidates_and_draws_the_line_again()
    {
        using PseudoTerminal terminal = PseudoTerminal.Start(_mdb, "-S", "0");
        terminal.WaitFor("> ");
        terminal.Type("::prin\t");
        terminal.WaitForRows("> ::prin", "print   print the contents of a data structure", "printf  print formatted output", "> ::print");
    }

    [Fact]
    public void History_is_kept_between_runs_and_can_be_searched()
    {
        using (PseudoTerminal first = PseudoTerminal.Start(_mdb, "-S"))
        {
            first.WaitFor("> ");
            first.Type("::echo from the first run\r");
            first.WaitFor("\nfrom the first run ");
            first.WaitFor("> ");
            first.Type("\x04");
            first.WaitForExit();
        }

        using PseudoTerminal second = PseudoTerminal.Start(_mdb, "-S");
        second.WaitFor("> ");
        second.Type("\x12" + "first");
        second.WaitForRows("Search: first: ::echo from the first run");
        second.Type("\r");
        second.WaitFor("\nfrom the first run ");
        Assert.True(File.Exists(Path.Combine(_mdb.Home, ".local", "state", "mdb", "history")));
    }

    [Fact]
    public void A_long_answer_stops_at_each_screen()
    {
        using PseudoTerminal terminal = PseudoTerminal.Start(_mdb, 80, 10, "-S");
        terminal.WaitFor("> ");
        terminal.Type(",20::echo x; ::echo after\r");
        string page = terminal.WaitFor(">> More [<space>, <cr>, q, n, c, a] ? ");
        Assert.Equal(9, page.Split("\nx \r").Length - 1);
        terminal.Type(" ");
        terminal.WaitFor(">> More [<space>, <cr>, q, n, c, a] ? ");
        terminal.Type("q");
        terminal.WaitFor("> ");
        terminal.Type("::echo next\r");
        terminal.WaitFor("\nnext ");
    }

    [Fact]
    public void The_pager_goes_on_by_lines_to_the_end_or_back_to_the_prompt()
    {
        const string more = ">> More [<space>, <cr>, q, n, c, a] ? ";
        using PseudoTerminal terminal = PseudoTerminal.Start(_mdb, 80, 10, "-S", "-P", "p> ");
        terminal.WaitFor("p> ");
        terminal.Type(",40::echo x\r");
        terminal.WaitFor(more);
        terminal.Type("\r");
        Assert.Equal(1, terminal.WaitFor(more).Split("x \r\n").Length - 1);
        terminal.Type("c");
        Assert.Equal(54, terminal.WaitFor("p> ").Split("x \r\n").Length - 1);
        terminal.Type(",40::echo x\r");
        terminal.WaitFor(more);
        terminal.Type("a");
        Assert.DoesNotContain("x \r\n", terminal.WaitFor("p> "));
    }

    [Fact]
    public void A_bare_word_behind_a_pipe_is_completed_and_runs()
    {
        using PseudoTerminal terminal = PseudoTerminal.Start(_mdb, "-S", "0");
        terminal.WaitFor("> ");
        terminal.Type("::walk thread | cou\t | =D\r");
        terminal.WaitForRows("> ::walk thread | count | =D", "                23", ">");
    }

    [Fact]
    public void The_page_is_as_wide_as_the_terminal()
    {
        using PseudoTerminal terminal = PseudoTerminal.Start(_mdb, 132, 24, "-S");
        terminal.WaitFor("> ");
        terminal.Type("$w\r");
        terminal.WaitFor("output page width = 132\r\n");
    }

    [Fact]
    public void The_line_is_drawn_again_when_the_size_changes()
    {
        using PseudoTerminal terminal = PseudoTerminal.Start(_mdb, "-S");
        terminal.WaitFor("> ");
        terminal.Type("abcdef");
        terminal.WaitForRows("> abcdef");
        terminal.WaitFor("f");
        terminal.Resize(60, 20);
        terminal.WaitFor("abcdef");
        terminal.WaitForRows("> abcdef");
    }

    [Fact]
    public void The_terminal_is_left_as_it_was()
    {
        _mdb.Variables["MDB"] = MdbProcess.Program;
        using PseudoTerminal terminal = PseudoTerminal.StartShell(_mdb,
            "stty -a >before; $MDB -S; stty -a >after; cmp before after && echo same");
        terminal.WaitFor("> ");
        terminal.Type("1=X\r");
        terminal.WaitFor("> ");
        terminal.Type("\x04");
        terminal.WaitFor("same\r\n");
    }

    [Fact]
    public void The_terminal_is_left_as_it_was_when_the_program_is_told_to_end()
    {
        _mdb.Variables["MDB"] = MdbProcess.Program;
        using PseudoTerminal terminal = PseudoTerminal.StartShell(_mdb,
            "stty -a >before; $MDB -S; stty -a >after; cmp before after && echo same");
        terminal.WaitFor("> ");
        string program = File.ReadAllText($"/proc/{terminal.ProcessId}/task/{terminal.ProcessId}/children").Trim();
        using System.Diagnostics.Process kill = System.Diagnostics.Process.Start("/bin/sh", ["-c", "kill -TERM " + program]);
        terminal.WaitFor("same\r\n");
    }

    [Fact]
    public void Suspends_and_goes_on()
    {
        _mdb.Variables["MDB"] = MdbProcess.Program;
        using PseudoTerminal terminal = PseudoTerminal.StartShell(_mdb, "set -m; $MDB -S; echo stopped $?; fg");
        terminal.WaitFor("> ");
        terminal.Type("::echo wh\x1a");
        terminal.WaitFor("stopped 148");
        terminal.WaitForRows("> ::echo wh");
        terminal.Type("ole\r");
        terminal.WaitFor("\nwhole ");
    }

    [Fact]
    public void A_dumb_terminal_edits_its_own_lines()
    {
        _mdb.Variables["TERM"] = "dumb";
        using PseudoTerminal terminal = PseudoTerminal.Start(_mdb, "-S", "-P", "p> ");
        terminal.WaitFor("p> ");
        terminal.Type("::echo plain\n");
        Assert.DoesNotContain("\x1b", terminal.WaitFor("\nplain "));
        terminal.WaitFor("p> ");
        terminal.Type("\x04");
        Assert.Equal(0, terminal.WaitForExit());
    }
}
