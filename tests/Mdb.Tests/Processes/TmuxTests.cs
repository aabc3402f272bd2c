using System.Diagnostics;

namespace Mdb.Tests.Processes;

/// <summary>The program in a terminal of other people's making.</summary>
public sealed class TmuxTests : IDisposable
{
    private static readonly string? _program = ((string[])["/usr/bin/tmux", "/usr/local/bin/tmux", "/opt/homebrew/bin/tmux"]).FirstOrDefault(File.Exists);

    private readonly MdbProcess _mdb = new("ctx-old");
    private readonly string _socket = "mdb-test-" + Guid.NewGuid().ToString("n");

    public void Dispose()
    {
        if (_program is not null)
        {
            Tmux("kill-server");
        }

        _mdb.Dispose();
    }

    [Fact]
    public void Typing_completing_searching_paging_interrupting_and_resizing_leave_the_screen_whole()
    {
        Assert.SkipWhen(_program is null, "no tmux(1)");
        Start(60, 16);
        WaitFor(rows => rows[^1] == ">");
        Keys("-l", "::echo first; ::wal");
        Keys("Tab");
        WaitFor(rows => rows[^1] == "> ::echo first; ::walk" && rows.Any(r => r.StartsWith("walkers ", StringComparison.Ordinal)));
        Keys("C-u");
        Keys("-l", "::echo 漢字 first");
        Keys("Enter");
        WaitFor(rows => rows is [.., "漢字 first", ">"]);
        Keys("C-r");
        Keys("-l", "字");
        WaitFor(rows => rows[^1] == "Search: 字: ::echo 漢字 first");
        Keys("C-g");
        Keys("-l", ",40::echo x");
        Keys("Enter");
        WaitFor(rows => rows[^1].StartsWith(">> More", StringComparison.Ordinal) && rows.Count(r => r == "x") == 15);
        Keys("-l", "q");
        WaitFor(rows => rows[^1] == ">");
        Keys("-l", "+o");
        Keys("C-c");
        WaitFor(rows => rows is [.., "> +o", ">"]);
        Keys("-l", "::echo 0123456789012345678901234567890123456789012345678901234567890123456789");
        WaitFor(rows => Whole(rows, 60));
        Tmux("resize-window", "-t", "0", "-x", "40", "-y", "16");
        WaitFor(rows => Whole(rows, 40));
        Tmux("resize-window", "-t", "0", "-x", "70", "-y", "16");
        WaitFor(rows => Whole(rows, 70));
    }

    /// <summary>The last line stands there once and whole, broken at the edge.</summary>
    private static bool Whole(string[] rows, int columns)
    {
        const string line = "> ::echo 0123456789012345678901234567890123456789012345678901234567890123456789";
        string[] wanted = [.. line.Chunk(columns).Select(part => new string(part))];
        return rows.Length > wanted.Length && rows.AsSpan(rows.Length - wanted.Length).SequenceEqual(wanted) && rows[^(wanted.Length + 1)] == "> +o";
    }

    private void Start(int columns, int rows) => Tmux(
        "new-session", "-d", "-x", $"{columns}", "-y", $"{rows}", "-c", _mdb.Folder,
        $"HOME='{_mdb.Home}' XDG_STATE_HOME= '{MdbProcess.Program}' -S 0");

    private void Keys(params string[] keys) => Tmux(["send-keys", "-t", "0", .. keys]);

    private void WaitFor(Func<string[], bool> isRight)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            string shown = Tmux("capture-pane", "-p", "-t", "0").TrimEnd('\n');
            string[] rows = [.. shown.Split('\n').Select(row => row.TrimEnd())];
            if (isRight(rows))
            {
                return;
            }

            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), "shown:\n" + shown);
            Thread.Sleep(50);
        }
    }

    private string Tmux(params string[] words)
    {
        var start = new ProcessStartInfo(_program!, ["-L", _socket, "-f", "/dev/null", .. words]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment.Remove("TMUX");
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
