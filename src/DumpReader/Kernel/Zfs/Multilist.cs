using DumpReader.Bytes;

namespace DumpReader.Kernel.Zfs;

/// <summary>The lists that a <c>multilist_t</c> is made of (sys/multilist.h), each with a lock of its own.</summary>
internal static class Multilist
{
    private const string Type = "multilist_t";

    /// <summary>Addresses of the <c>list_t</c>, in the order of the array.</summary>
    public static IEnumerable<ulong> Lists(KernelObjects kernel, ulong multilist, Action<WalkFault> fault)
    {
        KernelType sublist = kernel.Type("multilist_sublist_t");
        if (!kernel.TryOffset(Type, "ml_num_sublists", fault, out ulong countAt) || !kernel.TryOffset(Type, "ml_sublists", fault, out ulong arrayAt)
            || !kernel.TryOffset(sublist.Name, "mls_list", fault, out ulong listAt))
        {
            return [];
        }

        if (!kernel.Memory.TryReadUInt64(unchecked(multilist + countAt), out ulong count)
            || !kernel.Memory.TryReadUInt64(unchecked(multilist + arrayAt), out ulong array))
        {
            fault(WalkFault.Unreadable(Type, multilist));
            return [];
        }

        return ObjectArray.Addresses(array, count, sublist.Size, Limits.Sublists, Type, fault).Select(at => unchecked(at + listAt));
    }
}
