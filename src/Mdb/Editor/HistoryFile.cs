using System.Globalization;
using System.Text;

namespace Mdb.Editor;

/// <summary>
/// Keeps the history between runs: <c>$XDG_STATE_HOME/mdb/history</c>, by default under <c>~/.local/state</c>, a line a command. Lines are
/// added as they are entered, so that sessions that run side by side lose none. What cannot be read or written is done without.
/// </summary>
internal sealed class HistoryFile
{
    private const int MaximumBytes = 1 << 20;

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

            List<string> lines = Read(out bool isWhole);
            List<string> newest = lines[Math.Max(0, lines.Count - capacity)..];
            foreach (string line in newest)
            {
                history.Add(line);
            }

            if (!isWhole || lines.Count > 2 * capacity)
            {
                Replace(newest);
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
    private List<string> Read(out bool isWhole)
    {
        using FileStream file = File.OpenRead(_path!);
        isWhole = file.Length <= MaximumBytes;
        file.Position = isWhole ? 0 : file.Length - MaximumBytes;
        using var reader = new StreamReader(file);
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

    private void Replace(List<string> lines)
    {
        using FileStream file = Open(FileMode.Create);
        foreach (string line in lines)
        {
            file.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }
    }

    private FileStream Open(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(_path!, options);
    }
}
