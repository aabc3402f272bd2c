using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>Lists the interfaces of IP.</summary>
[Dcmd("ill")]
internal sealed class IllDcmd : Dcmd
{
    public override DcmdInfo Info { get; } = new("ill", "display ill_t structures")
    {
        Usage = "[-v] [-P v4 | v6]",
        Address = AddressUse.Optional,
        Module = "ip",
        StockPipeForm = false,
        Help = """
            Lists the interfaces of IP: name, version, type, how many hold it, write queue, flags.

              -v          also what is below it: index, MTU, zone, addresses that are up,
                          IP stack, address of the link
              -P v4 | v6  only those of one version
            """,
        Examples = ["::ill", "::ill -v"],
    };

    public override string? InputType => "ill_t";

    public override Status Invoke(Invocation call) => IpVersion.Each(
        call, "ill", "struct ill_s", "can't read ill_t at ", (InterfaceRow.Short, InterfaceRow.Long), InterfaceRow.Of, row => row.IsSix);
}
