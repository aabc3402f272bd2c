namespace DumpReader.Kernel;

/// <summary>Error queues (<c>errorq_t</c>, sys/errorq_impl.h) and the errors that wait in them.</summary>
internal static class ErrorQueue
{
    /// <summary>All queues.</summary>
    public static IEnumerable<ulong> All(KernelObjects kernel, Action<WalkFault> fault) =>
        new KernelList("errorq_t", "eq_next", "errorq").OfVariable(kernel, "errorq_list", fault);

    /// <summary>
    /// Data of the errors of a queue, oldest first: those being processed, linked by eqe_next from eq_phead, then those pending, by
    /// eqe_prev from the newest, eq_pend.
    /// </summary>
    public static IEnumerable<ulong> Data(KernelObjects kernel, ulong queue, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset("errorq_elem_t", "eqe_data", fault, out ulong data))
        {
            yield break;
        }

        IEnumerable<ulong> elements = Elements(kernel, queue, "eq_phead", "eqe_next", fault)
            .Concat(Elements(kernel, queue, "eq_pend", "eqe_prev", fault).Reverse());
        foreach (ulong element in elements)
        {
            if (!kernel.Memory.TryReadUInt64(unchecked(element + data), out ulong buffer))
            {
                fault(WalkFault.Unreadable("errorq element", element));
                yield break;
            }

            yield return buffer;
        }
    }

    /// <summary>
    /// The lists of names and values (<c>nvlist_t</c>) of the errors of a queue that a report was written for, along a link from a member of
    /// it: eqe_prev from eq_pend for those that wait, eqe_dump from eq_dump for those that a panic collected.
    /// </summary>
    public static IEnumerable<ulong> Reports(KernelObjects kernel, ulong queue, string head, string link, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset("errorq_elem_t", "eqe_data", fault, out ulong data)
            || !kernel.TryOffset("errorq_nvelem_t", "eqn_nvl", fault, out ulong list))
        {
            yield break;
        }

        foreach (ulong element in Elements(kernel, queue, head, link, fault))
        {
            if (!kernel.Memory.TryReadUInt64(unchecked(element + data), out ulong buffer)
                || !kernel.Memory.TryReadUInt64(unchecked(buffer + list), out ulong report))
            {
                fault(WalkFault.Unreadable("errorq element", element));
                continue;
            }

            yield return report;
        }
    }

    /// <summary>Elements of one of the lists of a queue, from a member of it along a link.</summary>
    private static IEnumerable<ulong> Elements(KernelObjects kernel, ulong queue, string head, string link, Action<WalkFault> fault) =>
        new KernelList("errorq_elem_t", link, "errorq element").Of(kernel, queue, "errorq_t", head, fault, "errorq");
}
