using System.IO.Compression;
using DumpReader;

namespace DumpBuilder.Tests;

/// <summary>A dump of the conformance set, made by an independent generator, unpacked.</summary>
internal sealed class ConformanceDump : IDisposable
{
    private readonly TempFolder _temp = new();

    public ConformanceDump(string name)
    {
        Unix = Unpack(name, "unix.0");
        Vmcore = Unpack(name, "vmcore.0");
        Dump = CrashDump.Open(Unix, Vmcore);
    }

    public string Unix { get; }

    public string Vmcore { get; }

    public CrashDump Dump { get; }

    public byte[] Read(long offset, long length)
    {
        using FileStream file = File.OpenRead(Vmcore);
        file.Position = offset;
        byte[] bytes = new byte[length];
        file.ReadExactly(bytes);
        return bytes;
    }

    public void Dispose()
    {
        Dump.Dispose();
        _temp.Dispose();
    }

    private string Unpack(string name, string file)
    {
        using FileStream packed = File.OpenRead(Path.Combine(Repository.Root, "tests", "Conformance", "dumps", name, file + ".gz"));
        using var plain = new GZipStream(packed, CompressionMode.Decompress);
        using FileStream to = File.Create(_temp.File(file));
        plain.CopyTo(to);
        return to.Name;
    }
}
