using DumpReader.Scans;

namespace DumpReader.Kernel.Memory;

/// <summary>That a walk over buffers may read ahead of who takes them, on all cores.</summary>
/// <param name="Control">May stop it; not told of progress, which is that of the buffers.</param>
/// <param name="Workers">Threads; 0 for one a core.</param>
/// <param name="From">Caches of fewer buffers are read as they are taken: for them a thread costs more than it saves.</param>
internal sealed record BufferAhead(IScanControl Control, int Workers = 0, int From = BufferAhead.Many)
{
    private const int Many = 8192;

    /// <summary>Buffers that are read as they are taken all the same.</summary>
    public int First => Math.Max(1, From / 4);

    /// <summary>Whether it pays for a cache of so many buffers.</summary>
    public bool Pays(ulong buffers) => buffers >= (ulong)From && (Workers > 0 ? Workers : Environment.ProcessorCount) > 1;
}
