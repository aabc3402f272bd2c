using Conformance;
using Mdb.Tests.Editor;

namespace Mdb.Tests.Processes;

/// <summary>The session of the README: the picture and the transcript are what the program shows, on the sample that is in the repository.</summary>
public sealed class ScreenshotTests : IDisposable
{
    private const string Prompt = "\n>";

    private static readonly string _root = Path.GetFullPath(Path.Combine(RepositoryPaths.Folder, "..", ".."));

    private readonly MdbProcess _mdb = new();

    public void Dispose() => _mdb.Dispose();

    [Fact]
    public void The_session_of_the_README_is_one_that_took_place()
    {
        Directory.CreateSymbolicLink(Path.Combine(_mdb.Folder, "samples"), Path.Combine(_root, "samples"));
        const string start = "$ mdb samples/dumps/bhyve-new";
        using PseudoTerminal terminal = PseudoTerminal.Start(_mdb, 96, 60, "-S", "samples/dumps/bhyve-new");
        terminal.WaitForScreen(s => s.Visible.EndsWith(Prompt, StringComparison.Ordinal));
        Enter(terminal, "::ctxpo");
        Enter(terminal, "::ctxop");
        terminal.Type("fffffe5af5cc8040::print kthread_t t_ctx | ::print save_\t");
        terminal.WaitForScreen(s => s.Visible.EndsWith("::print save_", StringComparison.Ordinal) && s.Lines.Any(l => l.StartsWith("save_op ", StringComparison.Ordinal)));
        Enter(terminal, "op");
        Enter(terminal, "::walk thread | where t_pri > 0t59 | ::print kthread_t t_pri t_procp->p_user.u_comm");
        Enter(terminal, "::ps | where nmae == \"bhyve\"");
        terminal.Type("::ps | where name == \"bhyve\" // as typed");
        terminal.WaitForScreen(s => s.Visible.EndsWith("typed", StringComparison.Ordinal));
        string transcript = start + "\n" + string.Join('\n', terminal.Screen.Lines) + "\n";
        Golden(Path.Combine(_root, "docs", "session.svg"), ScreenSvg.Of(terminal.Screen, start));
        string readme = File.ReadAllText(Path.Combine(_root, "README.md")).ReplaceLineEndings("\n");
        Assert.Contains(string.Concat(transcript.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => "    " + l + "\n")), readme);
    }

    private static void Enter(PseudoTerminal terminal, string line)
    {
        terminal.Type(line);
        string end = line[Math.Max(line.Length - 10, 0)..].TrimEnd();
        terminal.WaitForScreen(s => s.Visible.EndsWith(end, StringComparison.Ordinal), end);
        terminal.Type("\r");
        terminal.WaitForScreen(s => s.Visible.EndsWith(Prompt, StringComparison.Ordinal));
    }

    private static void Golden(string path, string text)
    {
        if (Environment.GetEnvironmentVariable("MDB_GOLDEN") == "update")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text);
    }
}
