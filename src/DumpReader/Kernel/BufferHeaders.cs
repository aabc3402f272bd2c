using DumpReader.Bytes;
using DumpReader.Values;

namespace DumpReader.Kernel;

/// <summary>Headers of the buffer cache: rings of <c>struct buf</c> by b_forw, each with a head of the table <c>hbuf</c> (sys/buf.h).</summary>
internal static class BufferHeaders
{
    /// <summary>
    /// All of them, ring by ring; a ring that does not return to its head is a fault, and the walk goes on with the next. A head that is
    /// missing ends it.
    /// </summary>
    public static IEnumerable<ulong> All(KernelObjects kernel, Action<WalkFault> fault)
    {
        KernelType head = kernel.Type("struct hbuf");
        if (!kernel.TryOffset(head.Name, "b_forw", fault, out ulong first) || !kernel.TryOffset("struct buf", "b_forw", fault, out ulong next)
            || !kernel.TryPointer("hbuf", fault, out ulong table))
        {
            return [];
        }

        if (!kernel.TrySymbol("v", out ulong limits))
        {
            fault(WalkFault.MissingSymbol("v"));
            return [];
        }

        if (!kernel.TryGet(kernel.Type("struct var"), limits, "v_hbuf", out Value count) || !count.TryUInt64(out ulong heads))
        {
            fault(WalkFault.Unreadable("struct var", limits));
            return [];
        }

        return Rings(kernel, ObjectArray.Addresses(table, heads, head.Size, Limits.BufferHeads, head.Name, fault), first, next, fault);
    }

    private static IEnumerable<ulong> Rings(KernelObjects kernel, IEnumerable<ulong> heads, ulong first, ulong next, Action<WalkFault> fault)
    {
        foreach (ulong head in heads)
        {
            if (!kernel.Memory.TryReadUInt64(unchecked(head + first), out ulong buffer))
            {
                fault(WalkFault.Unreadable("struct hbuf", head));
                yield break;
            }

            foreach (ulong element in Ring(kernel, head, buffer, next, fault))
            {
                yield return element;
            }
        }
    }

    /// <summary>The head stands for a buffer in the ring.</summary>
    private static IEnumerable<ulong> Ring(KernelObjects kernel, ulong head, ulong buffer, ulong next, Action<WalkFault> fault)
    {
        var guard = new CycleGuard();
        ulong from = head;
        while (buffer != head && buffer != 0)
        {
            if (!guard.Visit(buffer))
            {
                fault(WalkFault.Loop("struct buf", from, buffer));
                yield break;
            }

            if (guard.Count > Limits.ListElements)
            {
                fault(WalkFault.TooMany("struct buf", Limits.ListElements, buffer));
                yield break;
            }

            yield return buffer;
            from = buffer;
            if (!kernel.Memory.TryReadUInt64(unchecked(buffer + next), out buffer))
            {
                fault(WalkFault.Unreadable("struct buf", from));
                yield break;
            }
        }

        if (buffer == 0)
        {
            fault(WalkFault.Open("struct buf", from));
        }
    }
}
