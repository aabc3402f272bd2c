using DumpReader.Bytes;

namespace DumpReader.Formats.IllumosCrash.Kept;

/// <summary>
/// The folder of indexes that could not be kept beside their dumps. Nobody looks after it, so that it is kept small here: what was not used for
/// longest goes first. Only files of the names that indexes have here are touched, and what cannot be deleted stays.
/// </summary>
internal static class IndexFolder
{
    private const int NameDigits = 32; // of the hash of the dump's path

    /// <summary>Path of an index.</summary>
    /// <param name="hash">Of what it belongs to, as hexadecimal digits.</param>
    public static string Place(string folder, string hash) => Path.Combine(folder, hash + IndexFile.Ending);

    /// <summary>Notes that an index was used now. Another process may have deleted it since.</summary>
    public static void Touch(string place) => TryDo(() => File.SetLastWriteTimeUtc(place, DateTime.UtcNow));

    /// <summary>Deletes the indexes that were not used for longest until the others have no more than so many bytes, and are no more than so many.</summary>
    /// <param name="kept">Path of the one that stays in any case.</param>
    public static void Prune(string folder, string kept, long mostBytes, int mostFiles) => TryDo(() =>
    {
        FileInfo[] files = [.. new DirectoryInfo(folder)
            .EnumerateFiles("*" + IndexFile.Ending)
            .Where(f => IsIndex(f) && f.Name != Path.GetFileName(kept))
            .Take(mostFiles * 2) // of a folder that something else has filled, a part at a time
            .OrderByDescending(f => f.LastWriteTimeUtc)
            .ThenBy(f => f.Name, StringComparer.Ordinal)];
        long bytes = new FileInfo(kept) is { Exists: true } own ? own.Length : 0;
        int count = 1;
        foreach (FileInfo file in files)
        {
            bytes += file.Length;
            if (++count > mostFiles || bytes > mostBytes)
            {
                TryDo(file.Delete);
            }
        }
    });

    private static bool IsIndex(FileInfo file) =>
        file.Name.Length == NameDigits + IndexFile.Ending.Length
        && file.Name.Take(NameDigits).All(char.IsAsciiHexDigitLower)
        && (file.Attributes & (FileAttributes.ReparsePoint | FileAttributes.Directory)) == 0;

    private static void TryDo(Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process was faster, or the folder is not ours: nothing is lost but room.
        }
    }
}
