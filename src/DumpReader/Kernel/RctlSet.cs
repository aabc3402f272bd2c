using DumpReader.Bytes;

namespace DumpReader.Kernel;

/// <summary>Resource controls (sys/rctl_impl.h): <c>rcs_ctls</c> of a set is a hash of rctl_set_size chains by rc_next.</summary>
internal static class RctlSet
{
    /// <summary>Process, task, project, zone: <c>rctl_lists</c> has a list of definitions each (RC_MAX_ENTITY).</summary>
    private const int Entities = 4;

    /// <summary>The <c>rctl_t</c> of a <c>rctl_set_t</c>, chain by chain.</summary>
    public static IEnumerable<ulong> Walk(KernelObjects kernel, ulong set, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset("rctl_set_t", "rcs_ctls", fault, out ulong at)
            || !kernel.TryOffset("rctl_t", "rc_next", fault, out ulong next))
        {
            return [];
        }

        if (!kernel.TrySymbol("rctl_set_size", out ulong size) || !kernel.Memory.TryReadUInt32(size, out uint chains))
        {
            fault(WalkFault.MissingSymbol("rctl_set_size"));
            return [];
        }

        if (!kernel.Memory.TryReadUInt64(unchecked(set + at), out ulong table))
        {
            fault(WalkFault.Unreadable("rctl_set_t", set));
            return [];
        }

        return HashChains.Walk(kernel, table, chains, next, "rctl", fault, Limits.RctlChains);
    }

    /// <summary>All definitions (<c>rctl_dict_entry_t</c>), entity by entity.</summary>
    public static IEnumerable<ulong> Definitions(KernelObjects kernel, Action<WalkFault> fault)
    {
        if (!kernel.TrySymbol("rctl_lists", out ulong lists))
        {
            fault(WalkFault.MissingSymbol("rctl_lists"));
            return [];
        }

        return kernel.TryOffset("rctl_dict_entry_t", "rcd_next", fault, out ulong next)
            ? HashChains.Walk(kernel, lists, Entities, next, "rctl", fault)
            : [];
    }
}
