using DumpReader.Problems;
using Microsoft.Win32.SafeHandles;

namespace DumpReader.Bytes;

/// <summary>
/// A file that gets its name only when it is whole. Until then it has a name of its own beside it (<c>NAME.PID.unfinished</c>), locked
/// by this process; disposing it without <see cref="Finish"/> removes it. What a killed run left is removed by the next one.
/// </summary>
internal sealed class UnfinishedFile : IDisposable
{
    private const string Ending = ".unfinished";

    private readonly string _temporary;
    private bool _isFinished;

    /// <summary>Throws <see cref="DumpException"/> MDB140 where the file cannot be made.</summary>
    public UnfinishedFile(string path)
    {
        Path = path;
        _temporary = $"{path}.{Environment.ProcessId}{Ending}";
        try
        {
            RemoveLeftOver(path);
            // A link that somebody left under this name is not followed.
            Handle = File.OpenHandle(_temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed("create", path, e);
        }
    }

    /// <summary>Its name once it is finished.</summary>
    public string Path { get; }

    public SafeFileHandle Handle { get; }

    /// <summary>Gives the file its name, over an older one.</summary>
    /// <param name="isDurable">Bring the contents to the disk before.</param>
    public void Finish(bool isDurable = true)
    {
        try
        {
            if (isDurable)
            {
                RandomAccess.FlushToDisk(Handle);
            }

            File.Move(_temporary, Path, overwrite: true);
            _isFinished = true;
            Handle.Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed("finish", Path, e);
        }
    }

    public void Dispose()
    {
        Handle.Dispose();
        if (_isFinished)
        {
            return;
        }

        try
        {
            File.Delete(_temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has no name that anybody trusts, and the next run removes it.
        }
    }

    /// <summary>What a person reads when the disk does not take the file.</summary>
    public static DumpException Failed(string what, string path, Exception e) =>
        new(new Problem("MDB140", $"failed to {what} {path}: {FileOpener.Reason(e, path)}"), e);

    private static void RemoveLeftOver(string path)
    {
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        foreach (string old in Directory.EnumerateFiles(folder, System.IO.Path.GetFileName(path) + ".*" + Ending))
        {
            try
            {
                // A process that still writes it holds the lock.
                File.OpenHandle(old, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
                File.Delete(old);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Somebody else's.
            }
        }
    }
}
