using DumpReader.Bytes;

namespace DumpReader.Kernel.Network;

/// <summary>
/// Sockets of AF_UNIX (<c>struct sonode</c>, sys/socketvar.h): the list at sl_list of <c>socklist</c>, linked by sti_next_so in what so_priv
/// points to (<c>sotpi_info_t</c>, sys/sotpi.h).
/// </summary>
internal static class UnixSocketList
{
    /// <summary>The sockets from one of them on.</summary>
    /// <param name="kernel">Where they lie.</param>
    /// <param name="first">The first; 0 for the head of the list.</param>
    /// <param name="fault">Told of what is missing or does not end.</param>
    public static IEnumerable<ulong> Walk(KernelObjects kernel, ulong first, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset("struct sonode", "so_priv", fault, out ulong info)
            || !kernel.TryOffset("struct sotpi_info", "sti_next_so", fault, out ulong next)
            || (first == 0 && !TryHead(kernel, fault, out first)))
        {
            return [];
        }

        return Links(kernel, first, info, next, fault);
    }

    private static bool TryHead(KernelObjects kernel, Action<WalkFault> fault, out ulong first)
    {
        first = 0;
        if (!kernel.TryOffset("struct socklist", "sl_list", fault, out ulong head))
        {
            return false;
        }

        if (!kernel.TrySymbol("socklist", out ulong list))
        {
            fault(WalkFault.MissingSymbol("socklist"));
            return false;
        }

        bool read = kernel.Memory.TryReadUInt64(unchecked(list + head), out first);
        if (!read)
        {
            fault(WalkFault.Unreadable("socklist", list));
        }

        return read;
    }

    private static IEnumerable<ulong> Links(KernelObjects kernel, ulong first, ulong info, ulong next, Action<WalkFault> fault)
    {
        var guard = new CycleGuard();
        ulong previous = first;
        for (ulong at = first; at != 0;)
        {
            if (!guard.Visit(at))
            {
                fault(at == first ? WalkFault.Closed("sonode", previous) : WalkFault.Loop("sonode", previous, at));
                yield break;
            }

            if (guard.Count > Limits.ListElements)
            {
                fault(WalkFault.TooMany("sonode", Limits.ListElements, at));
                yield break;
            }

            if (!kernel.Memory.TryReadUInt64(unchecked(at + info), out ulong transport)
                || !kernel.Memory.TryReadUInt64(unchecked(transport + next), out ulong following))
            {
                fault(WalkFault.Unreadable("sonode", at));
                yield break;
            }

            yield return at;
            previous = at;
            at = following;
        }
    }
}
