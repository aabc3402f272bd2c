using Mdb.Editor;

namespace Mdb.Tests.Editor;

public sealed class HistoryFileTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("mdb-test-").FullName;

    private string Name => Path.Combine(_root, "mdb", "history");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void What_was_entered_is_there_in_the_next_run()
    {
        var file = new HistoryFile(Name);
        file.Append("::ps");
        file.Append("ünï::print");
        Assert.Equal(["::ps", "ünï::print"], Load(file, 128));
    }

    [Fact]
    public void Only_the_newest_lines_are_read_and_a_long_file_is_shortened()
    {
        var file = new HistoryFile(Name);
        for (int i = 0; i < 7; i++)
        {
            file.Append("line " + i);
        }

        Assert.Equal(["line 4", "line 5", "line 6"], Load(file, 3));
        Assert.Equal(3, File.ReadAllLines(Name).Length);
    }

    [Fact]
    public void Of_a_very_long_file_the_newest_lines_stay()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Name)!);
        File.WriteAllText(Name, string.Concat(Enumerable.Range(0, 200_000).Select(i => $"line {i}\n")));
        string[] newest = ["line 199997", "line 199998", "line 199999"];
        Assert.Equal(newest, Load(new HistoryFile(Name), 3));
        Assert.Equal(newest, File.ReadAllLines(Name));
        File.WriteAllText(Name, new string('x', 2 << 20));
        Assert.Empty(Load(new HistoryFile(Name), 3));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_an_empty_history()
    {
        Directory.CreateDirectory(Name);
        var file = new HistoryFile(Name);
        file.Append("::ps");
        Assert.Empty(Load(file, 128));
    }

    [Fact]
    public void Only_its_owner_can_read_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "file modes are of Unix");
        new HistoryFile(Name).Append("::ps");
#pragma warning disable CA1416 // Skipped on Windows.
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Name));
#pragma warning restore CA1416
    }

    [Fact]
    public async Task Sessions_side_by_side_lose_no_line_while_the_file_is_shortened()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(session => Task.Run(() =>
        {
            var file = new HistoryFile(Name);
            for (int i = 0; i < 25; i++)
            {
                file.Append($"session {session} line {i}");
                Load(file, 30);
            }
        })));
        List<string> lines = Load(new HistoryFile(Name), 30);
        Assert.Equal(30, lines.Count);
        Assert.All(lines, line => Assert.Matches("^session [0-3] line [0-9]+$", line));
        Assert.All(lines.GroupBy(line => line.Split(' ')[1]), own => Assert.Equal(own.OrderBy(l => int.Parse(l.Split(' ')[3])), own));
        Assert.Equal(lines.Count, lines.Distinct().Count());
    }

    private static List<string> Load(HistoryFile file, int capacity)
    {
        var history = new History(capacity);
        file.Load(history, capacity);
        return [.. Enumerable.Range(0, history.Count).Select(i => history[i])];
    }
}
