using Commands.Pipeline;
using DumpReader.Values;

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

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "v", texts: "P") is not { } options || options.Rest != call.Arguments.Count
            || !IpVersion.TryParse(options, out bool? six))
        {
            return Status.Usage;
        }

        Table<LogicalRow> table = options.Has('v') ? LogicalRow.Long : LogicalRow.Short;
        return KernelObject.Each(call, "ipif", () => call.Header(table), address =>
        {
            if (!KernelObject.TryRead(call.Run, "struct ipif_s", address, "can't read ipif_t at ", out Value logical))
            {
                return Status.Error;
            }

            LogicalRow row = LogicalRow.Of(call.Run, logical);
            return (six ?? row.IsSix) != row.IsSix || call.Row(table, row, new Item(address, logical.Type)) ? Status.Ok : Status.Abort;
        });
    }
}
