using Commands.Output;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>Names of the flags of interfaces (IFF_*, net/if.h), as ifconfig shows them.</summary>
internal static class InterfaceFlags
{
    private static readonly BitName[] Names = FlagNames.Table(
        ("UP", 0x1), ("BROADCAST", 0x2), ("DEBUG", 0x4), ("LOOPBACK", 0x8), ("POINTOPOINT", 0x10), ("NOTRAILERS", 0x20), ("RUNNING", 0x40),
        ("NOARP", 0x80), ("PROMISC", 0x100), ("ALLMULTI", 0x200), ("INTELLIGENT", 0x400), ("MULTICAST", 0x800), ("MULTI_BCAST", 0x1000),
        ("UNNUMBERED", 0x2000), ("DHCP", 0x4000), ("PRIVATE", 0x8000), ("NOXMIT", 0x10000), ("NOLOCAL", 0x20000), ("DEPRECATED", 0x40000),
        ("ADDRCONF", 0x80000), ("ROUTER", 0x100000), ("NONUD", 0x200000), ("ANYCAST", 0x400000), ("NORTEXCH", 0x800000), ("IPv4", 0x1000000),
        ("IPv6", 0x2000000), ("NOACCEPT", 0x4000000), ("NOFAILOVER", 0x8000000), ("FAILED", 0x10000000), ("STANDBY", 0x20000000),
        ("INACTIVE", 0x40000000), ("OFFLINE", 0x80000000), ("XRESOLV", 0x100000000), ("CoS", 0x200000000), ("PREFERRED", 0x400000000),
        ("TEMPORARY", 0x800000000), ("FIXEDMTU", 0x1000000000), ("VIRTUAL", 0x2000000000), ("DUPLICATE", 0x4000000000),
        ("IPMP", 0x8000000000));

    public static string Of(ulong flags) => FlagNames.Of(flags, Names);
}
