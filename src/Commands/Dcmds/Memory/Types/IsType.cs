using Commands.Pipeline;
using Commands.Walkers.Kernel.Memory;
using DumpReader.Kernel.Memory.Graph;
using DumpReader.Problems;
using DumpReader.Scans;
using DumpReader.Types;

namespace Commands.Dcmds.Memory.Types;

/// <summary>Declares what an address holds.</summary>
[Dcmd("istype")]
internal sealed class IsType : Dcmd
{
    public override DcmdInfo Info { get; } = new("istype", "notify typegraph of object type")
    {
        Module = "genunix",
        Address = AddressUse.Required,
        Usage = "type",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Declares the type of the allocated memory around an address, and infers types anew from that; ::notype withdraws it.",
    };

    public override Status Invoke(Invocation call)
    {
        if (GraphState.Of(call.Run) is not { } graph)
        {
            return Status.Error;
        }

        if (!call.HasAddress || call.Arguments.Count != 1 || call.Arguments[0].Text is not { } name)
        {
            return Status.Usage;
        }

        if (call.Session.FindType(name, out string reason) is not { } type)
        {
            return call.Fail($"could not find type {name}: {reason}");
        }

        return Declare(call, graph, type);
    }

    /// <summary>Sets or, with null, withdraws the type of the node at the address, and infers anew.</summary>
    public static Status Declare(Invocation call, TypeGraph graph, CType? type)
    {
        if (!graph.Nodes.TryFind(call.Address, out int node))
        {
            return call.Fail($"{call.Address:x} not found");
        }

        graph.Nodes.SetType(node, type);
        IScanControl control = call.Run.Watch("::istype");
        bool whole = new GraphAccount(call).TryInfer(graph, control);
        control.End();
        if (!whole)
        {
            // What was inferred so far stays in the graph.
            var problem = new Problem("MDB563", "the last inference of types was cut short: run ::typegraph again");
            GraphState.Kept(call.Session).Spoil(new Lack(problem, IsAlwaysSaid: false));
        }

        return whole ? Status.Ok : Status.Abort;
    }
}
