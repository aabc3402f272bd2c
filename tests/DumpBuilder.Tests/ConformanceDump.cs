using Conformance;
using DumpReader;

namespace DumpBuilder.Tests;

/// <summary>A dump of the conformance set, made by an independent generator.</summary>
internal sealed class ConformanceDump : IDisposable
{
    public ConformanceDump(string name)
    {
        string folder = DumpCache.Folder(name);
        Unix = Path.Combine(folder, "unix.0");
        Vmcore = Path.Combine(folder, "vmcore.0");
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

    public void Dispose() => Dump.Dispose();
}
