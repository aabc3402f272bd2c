using System.Collections.Concurrent;
using Commands.Tests.Dcmds.Kernel;
using Conformance;
using DumpBuilder;
using DumpReader.Targets;

namespace Commands.Tests;

/// <summary>The dumps that commands are tried on, opened once and shared: a target does not change.</summary>
internal static class SampleDumps
{
    private static readonly ConcurrentDictionary<string, Lazy<ITarget>> Opened = new(StringComparer.Ordinal);

    /// <summary>A process, made of its scenario here and now.</summary>
    private const string Process = "process";

    /// <summary>A kernel with pools, reports of errors and noted traps, made of its scenario here and now.</summary>
    private const string Zfs = "zfs";

    /// <summary>A kernel with a network, made likewise.</summary>
    private const string Network = "network";

    /// <summary>
    /// Kernels with circular and with NULL-terminated context operators, of both generators, one with a populated allocator, one with storage
    /// pools, one with a network, and one with everything else; a process.
    /// </summary>
    public static IReadOnlyList<string> Names { get; } =
        ["ctx-new", "ctx-old-upstream", "bhyve-old", "bhyve-new", "kmem-debug", "system", Zfs, Network, Process];

    public static ITarget Open(string name) => Opened.GetOrAdd(name, n => new Lazy<ITarget>(() =>
    {
        if (n == Process)
        {
            string file = Path.Combine(Directory.CreateTempSubdirectory("mdb-sample-").FullName, "process.dmp");
            Scenario.Load(Path.Combine(RepositoryPaths.Folder, "../../samples/scenarios/process.scenario")).WriteMinidump(file);
            return DumpOpener.Open(new OpenRequest { Operands = [file] });
        }

        if (n == Zfs)
        {
            string made = Directory.CreateTempSubdirectory("mdb-sample-").FullName;
            Scenario.Load(Path.Combine(RepositoryPaths.Folder, "../../samples/scenarios/zfs.scenario"))
                .Write(Path.Combine(made, "unix.0"), Path.Combine(made, "vmcore.0"));
            return DumpOpener.Open(new OpenRequest { Operands = ["unix.0", "vmcore.0"], WorkingDirectory = made });
        }

        if (n == Network)
        {
            return NetworkDump.Open(Directory.CreateTempSubdirectory("mdb-sample-").FullName);
        }

        string own = Path.Combine(RepositoryPaths.Folder, "../../samples/dumps", n);
        string folder = Directory.Exists(own) ? own : DumpCache.Folder(n);
        return DumpOpener.Open(new OpenRequest { Operands = ["unix.0", "vmcore.0"], WorkingDirectory = folder });
    })).Value;
}
