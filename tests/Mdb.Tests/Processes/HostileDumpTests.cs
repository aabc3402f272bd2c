using System.Diagnostics;
using System.Text;
using Commands.Output;
using Conformance;
using DumpBuilder;
using DumpBuilder.Kernel;

namespace Mdb.Tests.Processes;

/// <summary>A dump whose every name would drive a terminal, as a person meets it there, and as triage does.</summary>
public sealed class HostileDumpTests : IDisposable
{
    /// <summary>Clears the screen, sets the title of the window, writes to the clipboard, rings, turns the line round, and makes a line of its own.</summary>
    private const string Evil = "\u001b[2J\u001b]0;owned\u0007\u001b]52;c;b3duZWQ=\u0007\u202e\r\nmdb: all is well";

    /// <summary>The same as the text of a scenario writes it; MAXCOMLEN is 16.</summary>
    private const string EvilName = "\\033[2J\\033]0;o\\007\\r\\nmd";

    /// <summary>The editor asks for pastes in brackets when it shows its prompt.</summary>
    private const string LineBegins = "\u001b[?2004h";

    private readonly MdbProcess _mdb = new();

    public HostileDumpTests()
    {
        string scenarios = Path.Combine(RepositoryPaths.Folder, "../../samples/scenarios");
        DumpImage image = Scenario.Parse(
            $"#include \"bhyve-old.scenario\"\nfffffe5af0008000::print proc_t p_user.u_comm = \"{EvilName}\"\n", "hostile", name => File.ReadAllText(Path.Combine(scenarios, name)));
        image.Facts = image.Facts with { NodeName = Evil, PanicString = "oops " + Evil, Version = "5" + Evil, Platform = Evil };
        KernelModule module = image.AddModule("evil" + Evil);
        (module.Text, module.TextSize) = (0xfffffffff9000000, 0x1000);
        module.AddFunction("zz_evil_" + Evil, 0xfffffffff9000000, 0x10);
        module.AddFunction("zz_evil_nice", 0xfffffffff9000010, 0x10);
        image.Write(Path.Combine(_mdb.Folder, "unix.0"), Path.Combine(_mdb.Folder, "vmcore.0"));
    }

    public void Dispose() => _mdb.Dispose();

    /// <summary>Nothing of what the dump holds came through: the program itself clears no screen and sets no title.</summary>
    private static void AssertHarmless(string shown)
    {
        foreach (string bad in (string[])["\u001b[2J", "\u001b]", "\u0007", "\u202e", "\nmdb: all is well"])
        {
            Assert.False(shown.Contains(bad, StringComparison.Ordinal), SafeText.Of(shown));
        }
    }

    [Fact]
    public void Nothing_drives_the_terminal_of_a_person()
    {
        using PseudoTerminal terminal = PseudoTerminal.Start(_mdb, 200, 50, "-S", "-P", "p> ", "0");
        string shown = terminal.WaitFor("p> ");
        Assert.Contains("panic of", shown, StringComparison.Ordinal);
        foreach (string statement in (string[])
            ["::ps", "::status", "::panicinfo", "::msgbuf", "::nm ! cat > /dev/null", "fffffffff9000000/ai", "fffffffff9000004=a", "::objects", "::walk modctl | ::modctl",
             "::lsmod", "::zz_evil", "zz_evil_nic=K", "evil`nothing=K", "::problems", "fffffffff9000000::whatis", "::modinfo", "::walk proc | ::print proc_t p_user.u_comm"])
        {
            terminal.Type(statement + "\r");
            shown += terminal.WaitFor(LineBegins) + terminal.WaitFor("p> ");
        }

        AssertHarmless(shown);
    }

    [Fact]
    public void Names_that_would_drive_it_are_neither_offered_nor_entered()
    {
        using PseudoTerminal terminal = PseudoTerminal.Start(_mdb, 200, 50, "-S", "-P", "p> ", "0");
        terminal.WaitFor("p> ");
        terminal.Type("zz_ev\t=K\r");
        string shown = terminal.WaitFor("fffffffff9000010");
        AssertHarmless(shown);
        string history = Path.Combine(_mdb.Home, ".local/state/mdb/history");
        Assert.Equal("zz_evil_nice=K\n", File.ReadAllText(history));
    }

    [Fact]
    public void The_pager_shows_it_escaped_too()
    {
        using PseudoTerminal terminal = PseudoTerminal.Start(_mdb, 80, 6, "-S", "-P", "p> ", "0");
        terminal.WaitFor("p> ");
        terminal.Type(",4::ps\r");
        string shown = terminal.WaitFor("More");
        terminal.Type("c");
        shown += terminal.WaitFor("p> ");
        AssertHarmless(shown);
    }

    [Fact]
    public void Triage_and_its_report_and_log_are_harmless()
    {
        ProcessResult record = _mdb.Run("", "triage", "--json", ".");
        Assert.Contains("oops", record.Output, StringComparison.Ordinal);
        AssertHarmless(record.Output + record.Error);
        ProcessResult page = _mdb.Run("", "triage", "unix.0", "vmcore.0");
        AssertHarmless(page.Output + page.Error);
        File.WriteAllText(Path.Combine(_mdb.Folder, "records"), record.Output);
        ProcessResult report = _mdb.Run("", "triage", "report", "records", "--html", "page.html");
        Assert.Contains("1 dumps in 1 groups", report.Output, StringComparison.Ordinal);
        AssertHarmless(report.Output + report.Error + File.ReadAllText(Path.Combine(_mdb.Folder, "page.html")));
    }

    [Fact]
    public void What_a_file_of_rules_or_records_says_does_nothing_to_the_log()
    {
        File.WriteAllText(Path.Combine(_mdb.Folder, "records"), "{\"schema\":\"" + Evil.Replace("\u001b", "\\u001b").Replace("\u0007", "\\u0007").Replace("\r\n", "\\r\\n") + "\"}\n" + Evil + "\n");
        File.WriteAllText(Path.Combine(_mdb.Folder, "rules"), "{\"rules\":[{\"issue\":\"x\",\"\\u001b[2J\\u001b]0;owned\\u0007\\u202e\\r\\nmdb: all is well\":\"y\"}]}");
        ProcessResult result = _mdb.Run("", "triage", "report", "records", "--rules", "rules");
        Assert.Contains("rule 1", result.Error, StringComparison.Ordinal);
        AssertHarmless(result.Error + result.Output);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        AssertHarmless(_mdb.Run("", "triage", "report", "records").Error);
    }

    [Fact]
    public void Triage_starts_nothing_but_its_own_child()
    {
        Assert.SkipWhen(!File.Exists("/usr/bin/strace") || Environment.GetEnvironmentVariable("MDB_NO_STRACE") is not null, "no strace");
        ProcessResult result = _mdb.Shell("strace -f -e trace=execve -o trace \"$MDB\" triage --json . > record; cat trace");
        Assert.SkipWhen(result.Output.Length == 0, "strace may not trace here");
        string[] started = [.. result.Output.Split('\n').Where(l => l.Contains("execve(", StringComparison.Ordinal) && l.EndsWith("= 0", StringComparison.Ordinal))];
        Assert.All(started, line => Assert.Contains(MdbProcess.Program, line, StringComparison.Ordinal));
        Assert.Equal(2, started.Length);
    }

    [Theory]
    [InlineData("triage", "pipe")]
    [InlineData("-S", "-k", "-e", "1=X", "pipe")]
    [InlineData("-S", "-e", "1=X", "unix.0", "pipe")]
    [InlineData("extract", "pipe")]
    public void A_pipe_in_the_place_of_a_dump_is_refused_and_not_waited_for(params string[] words)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs pipes with a name");
        Process.Start("mkfifo", [Path.Combine(_mdb.Folder, "pipe")]).WaitForExit();
        ProcessResult result = _mdb.Run("", words);
        Assert.NotEqual("", result.Error);
    }

    [Fact]
    public void A_symbol_file_that_is_a_pipe_or_a_device_is_not_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs pipes with a name");
        string unix = Path.Combine(_mdb.Folder, "unix.0");
        File.Delete(unix);
        Process.Start("mkfifo", [unix]).WaitForExit();
        foreach (string[] words in (string[][])[["triage", "."], ["-S", "-e", "1=X", "0"], ["-S", "-e", "1=X", "/dev/zero", "vmcore.0"]])
        {
            ProcessResult result = _mdb.Run("", words);
            Assert.NotEqual("", result.Error + result.Output);
        }
    }
}
