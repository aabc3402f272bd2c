using System.Collections.Concurrent;
using Conformance;
using DumpReader.Targets;

namespace Commands.Tests;

/// <summary>The dumps that commands are tried on, opened once and shared: a target does not change.</summary>
internal static class SampleDumps
{
    private static readonly ConcurrentDictionary<string, Lazy<ITarget>> Opened = new(StringComparer.Ordinal);

    /// <summary>Kernels with circular and with NULL-terminated context operators, of both generators, one with a populated allocator, and one with everything else.</summary>
    public static IReadOnlyList<string> Names { get; } = ["ctx-new", "ctx-old-upstream", "bhyve-old", "bhyve-new", "kmem-debug", "system"];

    public static ITarget Open(string name) => Opened.GetOrAdd(name, n => new Lazy<ITarget>(() =>
    {
        string own = Path.Combine(RepositoryPaths.Folder, "../../samples/dumps", n);
        string folder = Directory.Exists(own) ? own : DumpCache.Folder(n);
        return DumpOpener.Open(new OpenRequest { Operands = ["unix.0", "vmcore.0"], WorkingDirectory = folder });
    })).Value;
}
