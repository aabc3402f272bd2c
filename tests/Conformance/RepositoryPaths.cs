using System.Runtime.CompilerServices;

namespace Conformance;

/// <summary>Where the cases lie in the source tree.</summary>
internal static class RepositoryPaths
{
    public static string Folder { get; } = Path.GetDirectoryName(ThisFile())!;

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
