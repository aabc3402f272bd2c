using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel.Devices;

namespace Commands.Dcmds.Kernel.Devices;

/// <summary>Shows the major number of a driver.</summary>
[Dcmd("name2major")]
internal sealed class Name2Major : Dcmd
{
    private sealed record Row(string Name, int Major);

    private static readonly Table<Row> Layout =
        new([new("name", r => r.Name), new("major", r => r.Major)], Header: null, (r, w) => w.Printf("0x%x\n", r.Major));

    public override DcmdInfo Info { get; } = new("name2major", "convert dev name to major number")
    {
        Usage = "<dev-name>",
        Module = "genunix",
        StockHelp = false,
        Help = "Shows the major number that a driver's name, or a name of a device that it drives, is bound to.",
        Examples = ["::name2major pci"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.HasAddress || call.Arguments.Count != 1 || call.Arguments[0].Text is not { } name)
        {
            return Status.Usage;
        }

        return DriverNames.Major(call.Session.Kernel, name, fault => KernelWalk.Report(call.Run, fault)) is { } major
            ? call.Row(Layout, new Row(name, major), new Item((ulong)major)) ? Status.Ok : Status.Abort
            : call.Fail("failed to convert name to major number");
    }
}
