using DumpReader.Bytes;

namespace DumpReader.Kernel.Devices;

/// <summary>Vnodes of devices (<c>struct snode</c>, sys/fs/snode.h): the hash table <c>stable</c>, chains by s_next.</summary>
internal static class SpecialNodes
{
    /// <summary>STABLESIZE, for a kernel whose table has no variable with its size.</summary>
    private const uint UsualChains = 256;

    public static IEnumerable<ulong> Walk(KernelObjects kernel, Action<WalkFault> fault)
    {
        if (!kernel.TrySymbol("stable", out ulong table))
        {
            fault(WalkFault.MissingSymbol("stable"));
            return [];
        }

        uint chains = kernel.TrySymbol("stablesz", out ulong at) && kernel.Memory.TryReadUInt32(at, out uint size) ? size : UsualChains;
        return kernel.TryOffset("struct snode", "s_next", fault, out ulong next)
            ? HashChains.Walk(kernel, table, chains, next, "snode", fault, Limits.SnodeChains)
            : [];
    }
}
