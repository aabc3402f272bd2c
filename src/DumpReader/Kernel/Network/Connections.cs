using DumpReader.Bytes;
using DumpReader.Values;

namespace DumpReader.Kernel.Network;

/// <summary>
/// Connections (<c>conn_t</c>, inet/ipclassifier.h) of a stack (<c>struct ip_stack</c>): hash tables of <c>connf_t</c> heads, chains by
/// conn_next.
/// </summary>
internal static class Connections
{
    private const string Stack = "struct ip_stack";

    /// <summary>Heads of the tables of raw endpoints, one a protocol (IPPROTO_MAX of netinet/in.h): these have no size of their own.</summary>
    private const ulong Protocols = 256;

    /// <summary>The connections in one of the tables of a stack.</summary>
    /// <param name="kernel">Where they lie.</param>
    /// <param name="stack">The <c>ip_stack_t</c>.</param>
    /// <param name="table">Which: <c>conn</c> established TCP, <c>bind</c> listening TCP, <c>udp</c>;
    /// <c>proto</c> raw IPv4, <c>protov6</c> raw IPv6.</param>
    /// <param name="fault">Told of what is missing or does not end.</param>
    public static IEnumerable<ulong> Walk(KernelObjects kernel, ulong stack, string table, Action<WalkFault> fault)
    {
        string fanout = table switch { "proto" => "ips_ipcl_proto_fanout_v4", "protov6" => "ips_ipcl_proto_fanout_v6", _ => $"ips_ipcl_{table}_fanout" };
        if (kernel.Type(Stack).Type is not { } type || !new Value(kernel.Memory, type, stack).TryGet(fanout, out Value heads))
        {
            fault(WalkFault.MissingMember(Stack, fanout));
            return [];
        }

        ulong count = Protocols;
        if (!heads.TryUInt64(out ulong first)
            || (new Value(kernel.Memory, type, stack).TryGet(fanout + "_size", out Value size) && !size.TryUInt64(out count)))
        {
            fault(WalkFault.Unreadable("ip_stack", stack));
            return [];
        }

        return first != 0 && kernel.TryOffset("conn_t", "conn_next", fault, out ulong next)
            && kernel.TryOffset("connf_t", "connf_head", fault, out ulong head)
            ? Chains(kernel, unchecked(first + head), count, next, fault)
            : [];
    }

    private static IEnumerable<ulong> Chains(KernelObjects kernel, ulong first, ulong count, ulong next, Action<WalkFault> fault)
    {
        ulong step = kernel.Type("connf_t").Size;
        for (ulong i = 0; i < count; i++)
        {
            ulong slot = unchecked(first + (i * step));
            if (i == Limits.ConnectionChains)
            {
                fault(WalkFault.TooMany("connf", (long)Limits.ConnectionChains, slot));
                yield break;
            }

            if (!kernel.Memory.TryReadUInt64(slot, out ulong head))
            {
                fault(WalkFault.Unreadable("connf", slot));
                yield break;
            }

            foreach (ulong connection in LinkChain.Walk(kernel.Memory, head, next, ring: false, "conn", fault))
            {
                yield return connection;
            }
        }
    }
}
