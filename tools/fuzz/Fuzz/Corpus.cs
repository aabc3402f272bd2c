namespace Fuzz;

/// <summary>The inputs of a folder.</summary>
internal static class Corpus
{
    /// <summary>A file itself, or the files of a folder, by name.</summary>
    public static IEnumerable<string> Files(string path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path).Order(StringComparer.Ordinal) : [path];

    public static IReadOnlyList<byte[]> Read(string path) => [.. Files(path).Select(File.ReadAllBytes)];
}
