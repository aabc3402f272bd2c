using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>Lists the kinds of interfaces: one for each driver and version of IP.</summary>
[Dcmd("illif")]
internal sealed class Illif : Dcmd
{
    private static readonly Table<Value> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("arena", r => Cell.Address(r.Number("illif_ppa_arena"))),
            new("name", r => r.Text("illif_name")),
        ],
        "            ADDR            ARENA NAME",
        (r, w) => w.Printf("%0?p %0?p %s\n", r.Address, r.Number("illif_ppa_arena"), r.Text("illif_name")));

    public override DcmdInfo Info { get; } = new("illif", "display or filter IP kinds of interfaces")
    {
        Address = AddressUse.Optional,
        Module = "ip",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows a kind of interfaces, or all: name of its driver, arena of its units.",
        Examples = ["::illif"],
    };

    public override string? InputType => "ill_if_t";

    public override Status Invoke(Invocation call) =>
        call.Arguments.Count > 0 ? Status.Usage : KernelObject.EachRow(call, "illif", "struct _ill_if_s_", Layout);
}
