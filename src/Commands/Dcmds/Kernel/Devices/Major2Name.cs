using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel.Devices;

namespace Commands.Dcmds.Kernel.Devices;

/// <summary>Shows the driver with a major number.</summary>
[Dcmd("major2name")]
internal sealed class Major2Name : Dcmd
{
    private sealed record Row(ulong Major, string Name);

    private static readonly Table<Row> Layout =
        new([new("major", r => r.Major), new("name", r => r.Name)], Header: null, (r, w) => w.Printf("%s\n", r.Name));

    public override DcmdInfo Info { get; } = new("major2name", "convert major number to dev name")
    {
        Usage = "<major-num>",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows the name of the driver whose major number is the address or the argument.",
        Examples = ["1::major2name"],
    };

    public override Status Invoke(Invocation call)
    {
        if (NumberOperand.Of(call, out Status status) is not { } major)
        {
            return status;
        }

        return DriverNames.Name(call.Session.Kernel, major, fault => KernelWalk.Report(call.Run, fault)) is { } name
            ? call.Row(Layout, new Row(major, name), new Item(major)) ? Status.Ok : Status.Abort
            : call.Fail("failed to convert major number to name");
    }
}
