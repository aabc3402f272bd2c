using DumpReader.Bytes;
using DumpReader.Types;
using DumpReader.Values;

namespace DumpReader.Kernel.Network;

/// <summary>
/// Neighbours on the links of an IP stack (inet/ip_ndp.h): <c>ncec_t</c>, one for each address, in a hash table for IPv4 and one for IPv6;
/// <c>nce_t</c>, what an interface knows of one, in a list of its <c>ill_t</c>.
/// </summary>
internal static class Neighbours
{
    private const string Table = "struct ndp_g_s";

    /// <summary>The <c>ncec_t</c> of a stack, those of IPv4 first.</summary>
    public static IEnumerable<ulong> Cached(KernelObjects kernel, ulong stack, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset("struct ip_stack", "ips_ndp4", fault, out ulong four)
            || !kernel.TryOffset("struct ip_stack", "ips_ndp6", fault, out ulong six)
            || !kernel.TryOffset("struct ncec_s", "ncec_next", fault, out ulong next))
        {
            return [];
        }

        if (!kernel.Type(Table).TryMember("nce_hash_tbl", out Member? chains) || chains!.Type.Resolve() is not ArrayType { Count: var count })
        {
            fault(WalkFault.MissingMember(Table, "nce_hash_tbl"));
            return [];
        }

        return new[] { four, six }.SelectMany(at => Chains(kernel, unchecked(stack + at), chains.ByteOffset, (uint)count, next, fault));
    }

    /// <summary>The <c>nce_t</c> of an <c>ill_t</c>.</summary>
    public static IEnumerable<ulong> OfLink(KernelObjects kernel, ulong link, Action<WalkFault> fault) =>
        kernel.TryOffset("struct ill_s", "ill_nce", fault, out ulong list) ? ListNodes.Walk(kernel, unchecked(link + list), fault) : [];

    private static IEnumerable<ulong> Chains(KernelObjects kernel, ulong pointer, ulong first, uint count, ulong next, Action<WalkFault> fault)
    {
        if (!kernel.Memory.TryReadUInt64(pointer, out ulong table))
        {
            fault(WalkFault.Unreadable("ndp_g", pointer));
            return [];
        }

        return table == 0 ? [] : HashChains.Walk(kernel, unchecked(table + first), count, next, "ncec", fault, Limits.NeighbourChains);
    }
}
