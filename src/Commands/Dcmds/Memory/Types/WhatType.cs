using Commands.Pipeline;
using Commands.Walkers.Kernel.Memory;
using DumpReader.Kernel.Memory.Graph;

namespace Commands.Dcmds.Memory.Types;

/// <summary>Says what an address holds, as far as it was inferred.</summary>
[Dcmd("whattype")]
internal sealed class WhatType : Dcmd
{
    public override DcmdInfo Info { get; } = new("whattype", "determine the type of a kernel pointer")
    {
        Module = "genunix",
        Address = AddressUse.Required,
        Usage = "[-v]",
        StockPipeForm = false,
        StockHelp = false,
        Help = """
            Says of the allocated memory around an address what type it has: the one that it is known to have, or those that pointers to it
            make likely. ::typegraph must have run.

            -v    show every inference, and the pointers from and to it
            """,
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "v") is not { } options || options.Rest < call.Arguments.Count || !call.HasAddress)
        {
            return Status.Usage;
        }

        if (GraphState.Of(call.Run) is not { } graph)
        {
            return Status.Error;
        }

        if (!graph.Nodes.TryFind(call.Address, out int node))
        {
            return call.Fail($"{call.Address:x} does not correspond to a node.");
        }

        bool goOn = options.Has('v') ? NodeListing.Show(call, graph, node) : call.Emit(new NodeTypeEvent(graph, node, call.Address));
        return goOn ? Status.Ok : Status.Abort;
    }
}
