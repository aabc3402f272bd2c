using DumpReader.Bytes;

namespace DumpReader.Kernel;

/// <summary>Locality groups (<c>lgrp_t</c>, sys/lgrp.h): the table <c>lgrp_table</c> by number, parents, and sets of them as bits.</summary>
internal static class LocalityGroups
{
    /// <summary>Every group in use.</summary>
    public static IEnumerable<ulong> All(KernelObjects kernel, Action<WalkFault> fault)
    {
        if (!kernel.TrySymbol("lgrp_alloc_max", out ulong last))
        {
            fault(WalkFault.MissingSymbol("lgrp_alloc_max"));
            return [];
        }

        if (!kernel.Memory.TryReadUInt32(last, out uint highest))
        {
            fault(WalkFault.Unreadable("lgrp_alloc_max", last));
            return [];
        }

        return Numbered(kernel, Numbers(), fault);

        IEnumerable<int> Numbers()
        {
            int count = (int)WalkFault.AtMost((ulong)highest + 1, Limits.LocalityGroups, "lgrp", last, fault);
            for (int number = 0; number < count; number++)
            {
                yield return number;
            }
        }
    }

    /// <summary>The group and those above it, up to the root.</summary>
    public static IEnumerable<ulong> AndParents(KernelObjects kernel, ulong group, Action<WalkFault> fault) =>
        new KernelList("lgrp_t", "lgrp_parent", "lgrp").From(kernel, group, fault);

    /// <summary>The groups that have a resource for the one given.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="group">The group.</param>
    /// <param name="resource">Index into lgrp_set: 0 processors, 1 memory.</param>
    /// <param name="fault">Told where the walk does not come to its end.</param>
    public static IEnumerable<ulong> WithResource(KernelObjects kernel, ulong group, int resource, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset("lgrp_t", "lgrp_set", fault, out ulong sets))
        {
            return [];
        }

        if (!kernel.Memory.TryReadUInt64(unchecked(group + sets + ((ulong)resource * 8)), out ulong set))
        {
            fault(WalkFault.Unreadable("lgrp", group));
            return [];
        }

        return Numbered(kernel, Bits(set), fault);
    }

    /// <summary>Numbers of the groups in a set.</summary>
    public static IEnumerable<int> Bits(ulong set) => Enumerable.Range(0, (int)Limits.LocalityGroups).Where(i => (set & (1UL << i)) != 0);

    private static IEnumerable<ulong> Numbered(KernelObjects kernel, IEnumerable<int> numbers, Action<WalkFault> fault)
    {
        if (!kernel.TrySymbol("lgrp_table", out ulong table))
        {
            fault(WalkFault.MissingSymbol("lgrp_table"));
            yield break;
        }

        foreach (int number in numbers)
        {
            ulong slot = table + ((ulong)number * 8);
            if (!kernel.Memory.TryReadUInt64(slot, out ulong group))
            {
                fault(WalkFault.Unreadable("lgrp_table", slot));
                yield break;
            }

            if (group != 0)
            {
                yield return group;
            }
        }
    }
}
