using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>Lists the addresses that interfaces have.</summary>
[Dcmd("ipif")]
internal sealed class Ipif : Dcmd
{
    public override DcmdInfo Info { get; } = new("ipif", "display ipif structures")
    {
        Usage = "[-v] [-P v4 | v6]",
        Address = AddressUse.Optional,
        Module = "ip",
        StockPipeForm = false,
        Help = """
            Lists the logical interfaces of IP, each an address of an interface: name, how
            many hold it, zone, address and length of its prefix, flags.

              -v          also interface, state, subnet, broadcast address, peer
              -P v4 | v6  only those of one version
            """,
        Examples = ["::ipif", "::ipif -v"],
    };

    public override string? InputType => "ipif_t";

    public override Status Invoke(Invocation call) => IpVersion.Each(
        call, "ipif", "struct ipif_s", "can't read ipif_t at ", (LogicalRow.Short, LogicalRow.Long), LogicalRow.Of, row => row.IsSix);
}
