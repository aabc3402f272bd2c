using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Zones;

/// <summary>Lists the instances of the network stack.</summary>
[Dcmd("netstack")]
internal sealed class Netstack : Dcmd
{
    private static readonly Table<Value> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("stackid", r => r.Signed("netstack_stackid")),
            new("flags", r => r.Number("netstack_flags")),
        ],
        "            ADDR STACKID  FLAGS",
        (r, w) => w.Printf("%0?p %6d    %06x\n", r.Address, (int)r.Signed("netstack_stackid"), r.Number("netstack_flags")));

    public override DcmdInfo Info { get; } = new("netstack", "print netstack_t's")
    {
        Address = AddressUse.Optional,
        UsageNamesAddress = false,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows an instance of the network stack, or all.",
    };

    public override string? InputType => "netstack_t";

    public override Status Invoke(Invocation call) =>
        call.Arguments.Count > 0 ? Status.Usage : KernelObject.EachRow(call, "netstack", "netstack_t", Layout);
}
