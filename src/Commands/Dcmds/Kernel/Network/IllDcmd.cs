using Commands.Pipeline;
using DumpReader.Values;

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

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "v", texts: "P") is not { } options || options.Rest != call.Arguments.Count
            || !IpVersion.TryParse(options, out bool? six))
        {
            return Status.Usage;
        }

        Table<InterfaceRow> table = options.Has('v') ? InterfaceRow.Long : InterfaceRow.Short;
        return KernelObject.Each(call, "ill", () => call.Header(table), address =>
        {
            if (!KernelObject.TryRead(call.Run, "struct ill_s", address, "can't read ill_t at ", out Value link))
            {
                return Status.Error;
            }

            InterfaceRow row = InterfaceRow.Of(call.Run, link);
            return (six ?? row.IsSix) != row.IsSix || call.Row(table, row, new Item(address, link.Type)) ? Status.Ok : Status.Abort;
        });
    }
}
