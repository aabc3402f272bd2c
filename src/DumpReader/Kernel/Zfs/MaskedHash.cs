using DumpReader.Bytes;

namespace DumpReader.Kernel.Zfs;

/// <summary>A hash table that a variable of ZFS holds: a mask, which is the number of chains less one, and a pointer to their heads.</summary>
/// <param name="Variable">Name of the variable.</param>
/// <param name="Type">Its type.</param>
/// <param name="Mask">Member with the mask.</param>
/// <param name="Chains">Member that points to the heads.</param>
/// <param name="Element">Type of the elements.</param>
/// <param name="Link">Their pointer to the next.</param>
internal sealed record MaskedHash(string Variable, string Type, string Mask, string Chains, string Element, string Link)
{
    /// <summary>Buffers of the data management unit (sys/dbuf.h); those of bonus areas are not in it.</summary>
    public static readonly MaskedHash Buffers =
        new("dbuf_hash_table", "dbuf_hash_table_t", "hash_table_mask", "hash_table", "dmu_buf_impl_t", "db_hash_next");

    /// <summary>Headers of the adaptive replacement cache that have an address on disk (arc.c, sys/arc_impl.h).</summary>
    public static readonly MaskedHash ArcHeaders = new("buf_hash_table", "buf_hash_table_t", "ht_mask", "ht_table", "arc_buf_hdr_t", "b_hash_next");

    /// <summary>Every element, chain by chain.</summary>
    public IEnumerable<ulong> All(KernelObjects kernel, Action<WalkFault> fault)
    {
        if (!kernel.TrySymbol(Variable, out ulong table))
        {
            fault(WalkFault.MissingSymbol(Variable));
            return [];
        }

        if (!kernel.TryOffset(Type, Mask, fault, out ulong maskAt) || !kernel.TryOffset(Type, Chains, fault, out ulong chainsAt)
            || !kernel.TryOffset(Element, Link, fault, out ulong next))
        {
            return [];
        }

        if (!kernel.Memory.TryReadUInt64(table + maskAt, out ulong mask) || !kernel.Memory.TryReadUInt64(table + chainsAt, out ulong chains))
        {
            fault(WalkFault.Unreadable(Variable, table));
            return [];
        }

        uint count = (uint)Math.Min(mask, uint.MaxValue - 1) + 1;
        return HashChains.Walk(kernel, chains, count, next, Element, fault, Limits.ZfsChains);
    }
}
