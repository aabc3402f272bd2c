using DumpReader.Problems;

namespace DumpReader.Bytes;

/// <summary>
/// Opens files because a dump names them: only regular ones, by their whole path. Devices, pipes and what lies in the file systems of the
/// kernel are not touched; a pipe would wait for its other end, and a device may act.
/// </summary>
internal static class NamedFile
{
    private const string NotRegular = "not a regular file, or an empty one";

    /// <summary>File systems of Linux whose files the kernel makes up.</summary>
    private static readonly string[] OfKernel = ["/dev/", "/proc/", "/sys/"];

    /// <summary>Throws <see cref="DumpException"/> MDB100 as <see cref="FileOpener.Open"/> does.</summary>
    /// <param name="most">The largest length that is believed.</param>
    public static IByteSource Open(string path, long most)
    {
        if (!Path.IsPathFullyQualified(path) || path.Split('/', '\\').Contains(".."))
        {
            throw NotOpened(path, "a dump must name a file by its whole path");
        }

        long length;
        try
        {
            string whole = Path.GetFullPath(path); // without "//" and "/./", behind which a folder of the kernel could hide
            string real = File.ResolveLinkTarget(whole, returnFinalTarget: true)?.FullName ?? whole;
            bool isRegular = !OfKernel.Any(f => whole.StartsWith(f, StringComparison.Ordinal) || real.StartsWith(f, StringComparison.Ordinal))
                && !(FileStatus.TryGet(real, out FileStatus status) && (status.Stream is not null || status.IsBlockDevice));
            length = isRegular ? new FileInfo(real).Length : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw NotOpened(path, Directory.Exists(path) ? "Is a directory" : FileOpener.Reason(e, path));
        }

        return length == 0 ? throw NotOpened(path, NotRegular)
            : length > most ? throw NotOpened(path, $"{length} bytes, expected at most {most}")
            : FileOpener.Open(path, path, map: true);
    }

    private static DumpException NotOpened(string path, string reason) => new(new Problem("MDB100", $"failed to open {path}: {reason}"));
}
