using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>Lists the routes.</summary>
[Dcmd("ire")]
internal sealed class IreDcmd : Dcmd
{
    public override DcmdInfo Info { get; } = new("ire", "display ire_t structures")
    {
        Usage = "[-v] [-P v4 | v6]",
        Address = AddressUse.Optional,
        Module = "ip",
        StockPipeForm = false,
        Help = """
            Lists the routes: source address, destination and length of its prefix, type,
            flags by the letters of netstat, interface. Types: BCAST DEFLT LOCAL LOOP PREFX
            IFNR and IFR (interface without and with a resolver) HOST CLONE MCAST NONE.

              -v          also stack, gateway, neighbour, zone, holders, packets in and out
              -P v4 | v6  only those of one version

            Without an address it lists all that the cache ire_cache holds.
            """,
        Examples = ["::ire", "::ire -v"],
    };

    public override string? InputType => "ire_t";

    public override Status Invoke(Invocation call) => IpVersion.Each(
        call, "ire", "struct ire_s", "can't read ire_t at ", (RouteRow.Short, RouteRow.Long), RouteRow.Of, row => row.IsSix);
}
