using System.Globalization;
using System.Text;

namespace Mdb.Editor;

/// <summary>
/// Keeps the history between runs: <c>$XDG_STATE_HOME/mdb/history</c>, by default under <c>~/.local/state</c>, a line a command. Lines are
/// added as they are entered, by one writer at a time, so that sessions that run side by side lose none. What cannot be read or written
/// is done without.
/// </summary>
internal sealed class HistoryFile
{
    private const int MaximumBytes = 1 << 20;
    private const int Attempts = 20;
    private const int AttemptMilliseconds = 10;

    private readonly string? _path;

    public HistoryFile(string? path) => _path = path;

    /// <summary>Where the history of this user lies; null where there is no home.</summary>
    public static string? DefaultPath
    {
        get
        {
            string? state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
            if (!Path.IsPathRooted(state))
            {
                string home = OperatingSystem.IsWindows()
                    ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                    : Environment.GetEnvironmentVariable("HOME") ?? "";
                if (home.Length == 0)
                {
                    return null;
                }

                state = OperatingSystem.IsWindows() ? home : Path.Combine(home, ".local", "state");
            }

            return Path.Combine(state!, "mdb", "history");
        }
    }

    /// <summary>Number of lines kept, from <c>HISTSIZE</c>.</summary>
    public static int Capacity =>
        int.TryParse(Environment.GetEnvironmentVariable("HISTSIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out int size)
        && size > 0
            ? Math.Min(size, 100_000)
            : History.DefaultCapacity;

    /// <summary>Reads the newest lines into a history, and shortens a file that has grown far beyond them.</summary>
    public void Load(History history, int capacity)
    {
        try
        {
            if (_path is null || !File.Exists(_path))
            {
                return;
            }

            List<string> lines;
            bool isWhole;
            using (var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
            {
                lines = Read(file, out isWhole);
            }

            foreach (string line in Newest(lines, capacity))
            {
                history.Add(line);
            }

            if (!isWhole || lines.Count > 2 * capacity)
            {
                Shorten(capacity);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A history that cannot be read is an empty one.
        }
    }

    public void Append(string line)
    {
        if (_path is null)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            using FileStream file = Open(FileMode.Append);
            file.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The session goes on without it.
        }
    }

    /// <summary>The lines at the end of the file, as many as there can be in <see cref="MaximumBytes"/>.</summary>
    private static List<string> Read(FileStream file, out bool isWhole)
    {
        isWhole = file.Length <= MaximumBytes;
        file.Position = isWhole ? 0 : file.Length - MaximumBytes;
        using var reader = new StreamReader(file, leaveOpen: true);
        if (!isWhole)
        {
            // The first of them is cut off.
            reader.ReadLine();
        }

        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }

    private static List<string> Newest(List<string> lines, int capacity) => lines[Math.Max(0, lines.Count - capacity)..];

    /// <summary>Reads again while nobody else writes: another session may have added a line since.</summary>
    private void Shorten(int capacity)
    {
        using FileStream file = Open(FileMode.Open, FileAccess.ReadWrite);
        List<string> newest = Newest(Read(file, out _), capacity);
        file.SetLength(0);
        file.Write(Encoding.UTF8.GetBytes(string.Concat(newest.Select(line => line + "\n"))));
    }

    /// <summary>Opens the file for itself alone; another writer is waited for, but not long.</summary>
    private FileStream Open(FileMode mode, FileAccess access = FileAccess.Write)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = FileShare.None };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(_path!, options);
            }
            catch (IOException e) when (attempt < Attempts && e is not (FileNotFoundException or DirectoryNotFoundException))
            {
                Thread.Sleep(AttemptMilliseconds);
            }
        }
    }
}
