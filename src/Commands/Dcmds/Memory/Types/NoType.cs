using Commands.Pipeline;
using Commands.Walkers.Kernel.Memory;
using DumpReader.Kernel.Memory.Graph;

namespace Commands.Dcmds.Memory.Types;

/// <summary>Withdraws what was declared of an address.</summary>
[Dcmd("notype")]
internal sealed class NoType : Dcmd
{
    public override DcmdInfo Info { get; } = new("notype", "notify typegraph of unknown object type")
    {
        Module = "genunix",
        Address = AddressUse.Required,
        StockPipeForm = false,
        StockHelp = false,
        Help = "Declares that the type of the allocated memory around an address is not known, and infers types anew from that.",
    };

    public override Status Invoke(Invocation call)
    {
        if (GraphState.Of(call.Run) is not { } graph)
        {
            return Status.Error;
        }

        return !call.HasAddress || call.Arguments.Count > 0 ? Status.Usage : IsType.Declare(call, graph, null);
    }
}
