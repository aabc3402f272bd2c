using DumpReader.Bytes;

namespace DumpReader.Kernel.Network;

/// <summary>
/// Interfaces of an IP stack (inet/ip.h): a list of <c>ill_if_t</c>, one for each name of a driver, for IPv4 and another for IPv6; below each
/// a tree of <c>ill_t</c> by unit; below each of those a list of <c>ipif_t</c>, the addresses.
/// </summary>
internal static class Interfaces
{
    private const string Stack = "struct ip_stack";
    private const string Kind = "struct _ill_if_s_";

    /// <summary>Lists of a stack: IPv4 and IPv6.</summary>
    private const int Heads = 2;

    private static readonly KernelList Logical = new("struct ipif_s", "ipif_next", "ipif");

    /// <summary>The <c>ill_if_t</c> of a stack, those of IPv4 first.</summary>
    public static IEnumerable<ulong> Kinds(KernelObjects kernel, ulong stack, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset(Stack, "ips_ill_g_heads", fault, out ulong at) || !kernel.TryOffset(Kind, "illif_next", fault, out ulong next))
        {
            return [];
        }

        ulong size = kernel.Type("union ill_g_head_u").Size;
        if (size == 0)
        {
            fault(WalkFault.MissingMember("union ill_g_head_u", "ill_g_head_s"));
            return [];
        }

        if (!kernel.Memory.TryReadUInt64(unchecked(stack + at), out ulong heads))
        {
            fault(WalkFault.Unreadable("ip_stack", stack));
            return [];
        }

        // The head of a list counts as its last element and has its link at the same place.
        return heads == 0 ? [] : Enumerable.Range(0, Heads).SelectMany(i =>
            LinkChain.Walk(kernel.Memory, unchecked(heads + ((ulong)i * size)), next, ring: true, "ill_if", fault, Limits.InterfaceKinds).Skip(1));
    }

    /// <summary>The <c>ill_t</c> of one <c>ill_if_t</c>, by unit.</summary>
    public static IEnumerable<ulong> OfKind(KernelObjects kernel, ulong kind, Action<WalkFault> fault) =>
        kernel.TryOffset(Kind, "illif_avl_by_ppa", fault, out ulong tree) ? AvlNodes.Walk(kernel, unchecked(kind + tree), fault) : [];

    /// <summary>All <c>ill_t</c> of a stack.</summary>
    public static IEnumerable<ulong> Links(KernelObjects kernel, ulong stack, Action<WalkFault> fault) =>
        Kinds(kernel, stack, fault).SelectMany(kind => OfKind(kernel, kind, fault));

    /// <summary>The <c>ipif_t</c> of an <c>ill_t</c>.</summary>
    public static IEnumerable<ulong> Addresses(KernelObjects kernel, ulong link, Action<WalkFault> fault) =>
        Logical.Of(kernel, link, "struct ill_s", "ill_ipif", fault, "ill");
}
