using DumpReader.Bytes;
using DumpReader.Symbols;

namespace DumpReader.Kernel.Memory.Graph;

/// <summary>The sizes of the caches that serve requests of any size: the arrays kmem_alloc_sizes and kmem_big_alloc_sizes of <c>int</c>s.</summary>
internal sealed class RequestSizes(List<ulong> sizes)
{
    /// <summary>Reads them; what the dump lacks is left out.</summary>
    /// <param name="kernel">Where they lie.</param>
    /// <param name="fault">Told of an array that is longer than is believed.</param>
    public static RequestSizes Read(KernelObjects kernel, Action<WalkFault> fault)
    {
        var sizes = new List<ulong>();
        foreach (string name in (string[])["kmem_alloc_sizes", "kmem_big_alloc_sizes"])
        {
            if (kernel.Symbols.Find(null, name, out Symbol array) != SymbolLookup.Found)
            {
                continue;
            }

            ulong believed = WalkFault.AtMost(array.Size, Limits.RequestSizeBytes, name, array.Value, fault);
            for (ulong at = 0; at < believed && kernel.Memory.TryReadUInt32(array.Value + at, out uint size); at += 4)
            {
                sizes.Add(size);
            }
        }

        return new RequestSizes(sizes);
    }

    /// <summary>The size before one; 1 before the first. False for a size that is not served.</summary>
    public bool TrySmaller(ulong size, out ulong smaller)
    {
        int place = sizes.IndexOf(size);
        smaller = place > 0 ? sizes[place - 1] : 1;
        return place >= 0;
    }
}
