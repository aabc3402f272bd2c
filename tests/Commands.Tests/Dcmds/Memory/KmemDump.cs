using Conformance;
using DumpBuilder;
using DumpBuilder.Slabs;
using DumpReader.Targets;

namespace Commands.Tests.Dcmds.Memory;

/// <summary>A dump with two caches of 130 buffers, every fourth free: one with its links in the buffers, one with a hash table.</summary>
internal sealed class KmemDump : IDisposable
{
    public const ulong PlainAddress = 0xfffffe5af8000000;
    public const long Count = 130;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mdb-kmem-");

    /// <param name="damage">Done to the dump before it is written.</param>
    public KmemDump(Action<DumpImage>? damage = null)
    {
        DumpImage image = Scenario.Load(Path.Combine(RepositoryPaths.Folder, "../../samples/scenarios/kmem.scenario"));
        SlabHeap.Add(image, PlainAddress, [Plain, Hashed]);
        damage?.Invoke(image);
        string unix = Path.Combine(_folder.FullName, "unix.0");
        string core = Path.Combine(_folder.FullName, "vmcore.0");
        image.Write(unix, core);
        Target = DumpOpener.Open(new OpenRequest { Operands = [unix, core] });
    }

    /// <summary>The structure of the second cache.</summary>
    public static ulong HashedAddress => PlainAddress + 0x278;

    public static SlabCache Plain { get; } = new("plain_cache", 64, Count, 0xfffffe5b00000000) { Arena = 0xfffffffffbd9d000, IsFree = Frees };

    public static SlabCache Hashed { get; } =
        new("hashed_cache", 64, Count, 0xfffffe5c00000000) { Arena = 0xfffffffffbd9d000, IsFree = Frees, Table = 0xfffffe5d00000000 };

    public ITarget Target { get; }

    public static bool Frees(long index) => index % 4 == 1;

    /// <summary>Structure of a slab of the plain cache.</summary>
    public static ulong PlainSlab(int index) => Plain.Slabs + (0x1000 * (ulong)index) + 0x1000 - 72;

    /// <summary>Structure of a slab of the hashed cache; they follow the table of 256 slots.</summary>
    public static ulong HashedSlab(int index) => Hashed.Table + (256 * 8) + (72 * (ulong)index);

    /// <summary>Bufctl of a buffer of the hashed cache.</summary>
    public static ulong Bufctl(long index) => HashedSlab((int)Hashed.SlabCount) + (24 * (ulong)index);

    public Answer Ask(string text, bool stock = false) => TestSession.Text(text, options => options.Stock = stock, target: Target);

    public void Dispose()
    {
        Target.Dispose();
        _folder.Delete(recursive: true);
    }
}
