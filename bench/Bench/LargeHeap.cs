using System.Buffers.Binary;
using Conformance;
using DumpBuilder;
using DumpBuilder.Slabs;

namespace Bench;

/// <summary>
/// A dump with a million allocated buffers, in one cache without a hash table and as many in one with. Those of the first hang on one
/// another in a chain that begins in a variable of the kernel; each thousandth is left out of it, which is a leak.
/// </summary>
internal static class LargeHeap
{
    public const long Buffers = 1_000_000;
    public const int LeakEach = 1000;

    private const ulong BufferSize = 64;
    private const ulong Root = 0xfffffffffbd9f000;
    private const ulong DefaultArena = 0xfffffffffbd9d000;
    private const ulong VirtualArena = 0xfffffffffbd9c000;

    /// <summary>Writes unix.0 and vmcore.0, unless they are there.</summary>
    public static void Build(string folder)
    {
        string core = Path.Combine(folder, "vmcore.0");
        if (File.Exists(core))
        {
            return;
        }

        Directory.CreateDirectory(folder);
        DumpImage image = Scenario.Load(Path.Combine(RepositoryPaths.Folder, "..", "..", "samples", "scenarios", "kmem.scenario"));
        SlabCache? chain = null;
        chain = new SlabCache("chain_cache", BufferSize, Buffers, 0xfffffe5b00000000)
        {
            Arena = DefaultArena,
            Fill = (i, bytes) => BinaryPrimitives.WriteUInt64LittleEndian(bytes, Next(chain!, i)),
        };
        var hashed = new SlabCache("hashed_cache", BufferSize, Buffers, 0xfffffe5c00000000) { Arena = VirtualArena, Table = 0xfffffe5d00000000 };
        SlabHeap.Add(image, 0xfffffe5af8000000, [chain, hashed]);
        byte[] root = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(root, chain.Buffer(0));
        image.Add(Root, root);
        AddModuleData(image);
        image.Write(Path.Combine(folder, "unix.0"), core + ".part");
        File.Move(core + ".part", core);
    }

    /// <summary>Searches begin in the data of modules, all of it; and a kernel that did not panic has no leaks.</summary>
    private static void AddModuleData(DumpImage image)
    {
        image.Facts = image.Facts with { PanicString = "a million buffers" };
        foreach ((ulong start, ulong length) in ((ulong, ulong)[])
            [(0xfffffffffbc00000, 0x120000), (0xfffffffffbd20000, 0x90000), (0xffffffffc0000000, 0x8000), (0xffffffffc0058000, 0x8000)])
        {
            image.AddRegion(start, length, _ => { });
        }
    }

    private static ulong Next(SlabCache cache, long i)
    {
        long next = i + ((i + 1) % LeakEach == 0 ? 2 : 1);
        return next < Buffers ? cache.Buffer(next) : 0;
    }
}
