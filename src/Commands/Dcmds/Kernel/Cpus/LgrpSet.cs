using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Dcmds.Kernel;

/// <summary>Numbers of the locality groups in a set.</summary>
[Dcmd("lgrp_set")]
internal sealed class LgrpSet : Dcmd
{
    private static readonly Table<int> Layout = new([new("lgrpid", n => n)], Header: null, (n, w) => w.Printf("%d ", n));

    public override DcmdInfo Info { get; } = new("lgrp_set", "display bitmask of lgroups as a list")
    {
        Address = AddressUse.Optional,
        UsageNamesAddress = false,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "The value is a set of locality groups, a bit for each; shows their numbers.",
        Examples = ["5::lgrp_set"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0 || !call.HasAddress)
        {
            return Status.Usage;
        }

        foreach (int number in LocalityGroups.Bits(call.Address))
        {
            if (!call.Row(Layout, number, new Item((ulong)number)))
            {
                return Status.Abort;
            }
        }

        return Status.Ok;
    }
}
