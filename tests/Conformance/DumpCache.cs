using System.IO.Compression;

namespace Conformance;

/// <summary>The packed dumps, unpacked once into the temporary folder of this machine.</summary>
internal static class DumpCache
{
    private static readonly Lock Gate = new();

    /// <summary>Names of all dumps.</summary>
    public static IEnumerable<string> Names() =>
        Directory.EnumerateDirectories(Path.Combine(RepositoryPaths.Folder, "dumps")).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal);

    /// <summary>Folder with the unpacked files of a dump, each named as in the repository without <c>.gz</c>.</summary>
    public static string Folder(string dump)
    {
        string packed = Path.Combine(RepositoryPaths.Folder, "dumps", dump);
        string folder = Path.Combine(Path.GetTempPath(), "mdb-conformance-" + Environment.UserName, dump);
        lock (Gate)
        {
            Directory.CreateDirectory(folder);
            foreach (string source in Directory.EnumerateFiles(packed))
            {
                bool gzip = source.EndsWith(".gz", StringComparison.Ordinal);
                string target = Path.Combine(folder, gzip ? Path.GetFileNameWithoutExtension(source) : Path.GetFileName(source));
                if (!File.Exists(target) || File.GetLastWriteTimeUtc(target) < File.GetLastWriteTimeUtc(source))
                {
                    Unpack(source, target, gzip);
                }
            }
        }

        return folder;
    }

    private static void Unpack(string source, string target, bool gzip)
    {
        string unfinished = target + "." + Environment.ProcessId;
        using (FileStream input = File.OpenRead(source))
        using (Stream plain = gzip ? new GZipStream(input, CompressionMode.Decompress) : input)
        using (FileStream output = File.Create(unfinished))
        {
            plain.CopyTo(output);
        }

        File.Move(unfinished, target, overwrite: true);
    }
}
