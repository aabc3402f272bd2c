using Conformance;

namespace Commands.Tests.Documentation;

/// <summary>A name that stock mdb has on a kernel dump (StockNames.txt: kind, module, name).</summary>
internal sealed record StockName(string Kind, string Module, string Name)
{
    public static IReadOnlyList<StockName> All { get; } =
    [
        .. File.ReadLines(Path.Combine(RepositoryPaths.Folder, "..", "Commands.Tests", "Documentation", "StockNames.txt"))
            .Select(line => line.Split('\t')).Select(parts => new StockName(parts[0], parts[1], parts[2])),
    ];
}
