using Conformance;
using DumpBuilder;
using DumpBuilder.Slabs;
using DumpReader.Targets;

namespace Commands.Tests.Dcmds.Memory;

/// <summary>
/// A dump with two caches of 50,000 buffers, one with its links in the buffers and one with a hash table, and a small one. In the first half
/// of the large ones the slabs are full.
/// </summary>
public sealed class LargeKmemDump : IDisposable
{
    internal const ulong Structures = 0xfffffe5af8000000;
    internal const long Count = 50_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mdb-kmem-");

    public LargeKmemDump()
    {
        DumpImage image = Scenario.Load(Path.Combine(RepositoryPaths.Folder, "../../samples/scenarios/kmem.scenario"));
        SlabHeap.Add(image, Structures, [Plain, Hashed, Small]);
        string unix = Path.Combine(_folder.FullName, "unix.0");
        string core = Path.Combine(_folder.FullName, "vmcore.0");
        image.Write(unix, core);
        Target = DumpOpener.Open(new OpenRequest { Operands = [unix, core] });
    }

    internal static SlabCache Plain { get; } = new("plain_cache", 64, Count, 0xfffffe5b00000000) { Arena = 0xfffffffffbd9d000, IsFree = Frees };

    internal static SlabCache Hashed { get; } =
        new("hashed_cache", 64, Count, 0xfffffe5c00000000) { Arena = 0xfffffffffbd9d000, IsFree = Frees, Table = 0xfffffe5d00000000 };

    internal static SlabCache Small { get; } = new("small_cache", 64, 3000, 0xfffffe5e00000000) { Arena = 0xfffffffffbd9d000, IsFree = Frees };

    internal ITarget Target { get; }

    internal static bool Frees(long index) => index >= Count / 2 && index % 4 == 1;

    /// <summary>Structure of a slab of the plain cache.</summary>
    internal static ulong Slab(int index) => Plain.Slabs + (0x1000 * (ulong)index) + 0x1000 - 72;

    /// <summary>Bufctl of a buffer of the hashed cache; before them lie a table of 65,536 slots and the slabs.</summary>
    internal static ulong Bufctl(long index) => Hashed.Table + (65_536 * 8) + (72 * (ulong)Hashed.SlabCount) + (24 * (ulong)index);

    public void Dispose()
    {
        Target.Dispose();
        _folder.Delete(recursive: true);
    }
}
