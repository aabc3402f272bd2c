namespace Conformance;

/// <summary>The cases not yet met. It only shrinks: a listed case that passes fails the build.</summary>
internal static class Pending
{
    public static string File => Path.Combine(RepositoryPaths.Folder, "pending.txt");

    private static readonly Lazy<HashSet<string>> Names = new(() =>
        System.IO.File.ReadLines(File).Where(line => line.Length > 0 && line[0] != '#').ToHashSet(StringComparer.Ordinal));

    public static bool Contains(string name) => Names.Value.Contains(name);

    public static IReadOnlyCollection<string> All => Names.Value;
}
