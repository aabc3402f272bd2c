using DumpReader.Values;

namespace DumpReader.Kernel.Network;

/// <summary>What the instances of the network stack (<c>netstack_t</c>, sys/netstack.h) hold of each protocol.</summary>
internal static class IpStacks
{
    private static readonly KernelList Instances = new("netstack_t", "netstack_next", "netstack");

    /// <summary>The state of a protocol in every instance that has any.</summary>
    /// <param name="kernel">Where it lies.</param>
    /// <param name="protocol">Which, as in the union of the netstack_t: <c>ip</c>, <c>tcp</c>, <c>udp</c>.</param>
    /// <param name="fault">Told of what is missing or does not end.</param>
    public static IEnumerable<ulong> Walk(KernelObjects kernel, string protocol, Action<WalkFault> fault)
    {
        string member = $"netstack_u.nu_s.nu_{protocol}";
        if (kernel.Type("netstack_t").Type is not { } type || !new Value(kernel.Memory, type, 0).TryGet(member, out Value place))
        {
            fault(WalkFault.MissingMember("netstack_t", member));
            return [];
        }

        return Parts(kernel, place.Address, Instances.OfVariable(kernel, "netstack_head", fault), fault);
    }

    private static IEnumerable<ulong> Parts(KernelObjects kernel, ulong offset, IEnumerable<ulong> instances, Action<WalkFault> fault)
    {
        foreach (ulong instance in instances)
        {
            if (!kernel.Memory.TryReadUInt64(unchecked(instance + offset), out ulong part))
            {
                fault(WalkFault.Unreadable("netstack", instance));
            }
            else if (part != 0)
            {
                yield return part;
            }
        }
    }
}
