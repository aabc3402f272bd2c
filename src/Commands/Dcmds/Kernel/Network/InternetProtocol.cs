namespace Commands.Dcmds.Kernel.Network;

/// <summary>Names of the protocols above IP, as registered for its field protocol.</summary>
internal static class InternetProtocol
{
    public static string Name(int number) => number switch
    {
        0 => "HOPOP",
        1 => "ICMP",
        2 => "IGMP",
        4 => "IP",
        6 => "TCP",
        17 => "UDP",
        41 => "IPV6",
        47 => "GRE",
        50 => "ESP",
        51 => "AH",
        58 => "ICMP6",
        59 => "NONE",
        89 => "OSPF",
        132 => "SCTP",
        _ => number.ToString(null, null),
    };
}
