using DumpReader.Bytes;

namespace DumpReader.Kernel;

/// <summary>An entry of a hash table (<c>struct mod_hash_entry</c>), the chain that it hangs on, and whether it is the first there.</summary>
internal readonly record struct ModHashEntry(ulong Address, ulong Chain, bool IsFirst);

/// <summary>Generic hash tables (<c>struct mod_hash</c>, sys/modhash_impl.h): mh_entries has mh_nchains chains by mhe_next.</summary>
internal static class ModHash
{
    /// <summary>All entries, chain by chain from chain 0 on.</summary>
    public static IEnumerable<ModHashEntry> Entries(KernelObjects kernel, ulong table, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset("struct mod_hash", "mh_nchains", fault, out ulong countAt)
            || !kernel.TryOffset("struct mod_hash", "mh_entries", fault, out ulong entriesAt)
            || !kernel.TryOffset("struct mod_hash_entry", "mhe_next", fault, out ulong next))
        {
            return [];
        }

        if (!kernel.Memory.TryReadUInt64(unchecked(table + countAt), out ulong chains))
        {
            fault(WalkFault.Unreadable("mod_hash_t", table));
            return [];
        }

        if (chains > Limits.ModHashChains)
        {
            fault(WalkFault.TooMany("mod_hash_t", Limits.ModHashChains, table));
            return [];
        }

        return Chains(kernel, unchecked(table + entriesAt), chains, next, fault);
    }

    /// <summary>The entry given and those behind it on its chain.</summary>
    public static IEnumerable<ulong> Chain(KernelObjects kernel, ulong entry, Action<WalkFault> fault) =>
        new KernelList("struct mod_hash_entry", "mhe_next", "mod_hash_entry").From(kernel, entry, fault);

    private static IEnumerable<ModHashEntry> Chains(
        KernelObjects kernel, ulong heads, ulong count, ulong next, Action<WalkFault> fault)
    {
        for (ulong i = 0; i < count; i++)
        {
            ulong slot = unchecked(heads + (i * 8));
            if (!kernel.Memory.TryReadUInt64(slot, out ulong first))
            {
                fault(WalkFault.Unreadable("mod_hash chain", slot));
                yield break;
            }

            foreach (ulong entry in LinkChain.Walk(kernel.Memory, first, next, ring: false, "mod_hash_entry", fault))
            {
                yield return new ModHashEntry(entry, i, entry == first);
            }
        }
    }
}
