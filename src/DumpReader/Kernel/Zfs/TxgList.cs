using DumpReader.Bytes;
using DumpReader.Types;

namespace DumpReader.Kernel.Zfs;

/// <summary>
/// Elements of a <c>txg_list_t</c> (sys/txg.h): a list for each of the transaction groups that may be open at once, whose nodes,
/// <c>txg_node_t</c>, lie at tl_offset in the elements and have a link for each group.
/// </summary>
internal static class TxgList
{
    /// <summary>TXG_SIZE, where the dump's types do not say it.</summary>
    private const ulong UsualSlots = 4;

    /// <summary>Elements of one group, or of all one after the other.</summary>
    /// <param name="kernel">Where the list lies.</param>
    /// <param name="list">Its address.</param>
    /// <param name="slot">The group, from 0; null for all.</param>
    /// <param name="fault">Told where a list does not come to its end; the next group is looked at all the same.</param>
    public static IEnumerable<ulong> Walk(KernelObjects kernel, ulong list, int? slot, Action<WalkFault> fault)
    {
        KernelType type = kernel.Type("txg_list_t");
        if (!kernel.TryOffset(type.Name, "tl_head", fault, out ulong heads) || !kernel.TryOffset(type.Name, "tl_offset", fault, out ulong offsetAt)
            || !kernel.TryOffset("txg_node_t", "tn_next", fault, out ulong next))
        {
            return [];
        }

        if (!kernel.Memory.TryReadUInt64(unchecked(list + offsetAt), out ulong offset))
        {
            fault(WalkFault.Unreadable(type.Name, list));
            return [];
        }

        ulong slots = type.TryMember("tl_head", out Member? member) && member!.Type.Resolve() is ArrayType array ? array.Count : UsualSlots;
        return (slot is { } only ? [only] : Numbers()).Where(i => (ulong)i < slots)
            .SelectMany(i => Slot(kernel, list, list + heads + ((ulong)i * 8), offset, next + ((ulong)i * 8), fault));

        IEnumerable<int> Numbers()
        {
            int count = (int)WalkFault.AtMost(slots, Limits.TxgSlots, type.Name, list, fault);
            for (int number = 0; number < count; number++)
            {
                yield return number;
            }
        }
    }

    private static IEnumerable<ulong> Slot(KernelObjects kernel, ulong list, ulong head, ulong offset, ulong next, Action<WalkFault> fault)
    {
        if (!kernel.Memory.TryReadUInt64(head, out ulong first))
        {
            fault(WalkFault.Unreadable("txg_list_t", list));
            return [];
        }

        return LinkChain.Walk(kernel.Memory, first, next, ring: false, "txg_node_t", fault).Select(node => unchecked(node - offset));
    }
}
