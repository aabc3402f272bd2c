using Conformance;

namespace DumpBuilder.Tests;

/// <summary>Files of the repository that tests read.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(RepositoryPaths.Folder, "..", ".."));

    public static string Scenarios => Path.Combine(Root, "samples", "scenarios");

    public static string Dumps => Path.Combine(Root, "samples", "dumps");
}
