using DumpReader.Kernel.Memory;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>Passes records of buffers that contain an address; how large these are is what their caches say.</summary>
internal sealed class BufferFilter(KmemAllocator kmem, ulong address)
{
    private readonly Dictionary<ulong, ulong> _sizes = [];

    public bool Passes(KmemAudit record)
    {
        if (!_sizes.TryGetValue(record.Cache, out ulong size))
        {
            size = kmem.TryCache(record.Cache, out KmemCache? cache) ? cache.BufSize : 0;
            _sizes.Add(record.Cache, size);
        }

        return record.Buffer <= address && address - record.Buffer < size;
    }
}
