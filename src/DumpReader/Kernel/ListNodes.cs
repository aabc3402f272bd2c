using DumpReader.Bytes;
using DumpReader.Types;

namespace DumpReader.Kernel;

/// <summary>Elements of a <c>list_t</c> (sys/list_impl.h): nodes embedded in them at list_offset, the head in the list itself.</summary>
internal static class ListNodes
{
    /// <summary>The elements, first to last.</summary>
    /// <param name="kernel">Where they lie.</param>
    /// <param name="list">Address of the list.</param>
    /// <param name="fault">Told once, where the walk does not come to its end.</param>
    /// <param name="most">More elements than any such list has.</param>
    public static IEnumerable<ulong> Walk(KernelObjects kernel, ulong list, Action<WalkFault> fault, long most = Limits.ListElements)
    {
        if (!kernel.TryOffset("list_t", "list_offset", fault, out ulong offsetAt)
            || !kernel.TryOffset("list_t", "list_head", fault, out ulong headAt))
        {
            return [];
        }

        // Nodes are list_next, list_prev; an old kernel without the type has them in that order too.
        ulong next = kernel.Type("struct list_node").TryMember("list_next", out Member? link) ? link!.ByteOffset : 0;
        ulong head = unchecked(list + headAt);
        if (!kernel.Memory.TryReadUInt64(unchecked(list + offsetAt), out ulong offset)
            || !kernel.Memory.TryReadUInt64(unchecked(head + next), out ulong first))
        {
            fault(WalkFault.Unreadable("list_t", list));
            return [];
        }

        return first == 0 || first == head ? [] : Elements(kernel, head, next, offset, fault, most);
    }

    private static IEnumerable<ulong> Elements(KernelObjects kernel, ulong head, ulong next, ulong offset, Action<WalkFault> fault, long most)
    {
        bool skipped = false;
        foreach (ulong node in LinkChain.Walk(kernel.Memory, head, next, ring: true, "list node", fault, most))
        {
            if (skipped)
            {
                yield return unchecked(node - offset);
            }

            skipped = true;
        }
    }
}
