using Commands.Output;
using Commands.Pipeline;
using DumpReader.Kernel.Memory.Graph;

namespace Commands.Dcmds.Memory.Types;

/// <summary>What ::whattype says of an address.</summary>
internal sealed class NodeTypeEvent(TypeGraph graph, int node, ulong address) : FactEvent
{
    public override Item? Item => new Item(graph.Nodes.Start(node), graph.Nodes.Type(node));

    private List<Inference> Inferences
    {
        get
        {
            List<Inference> all = List(graph.Types(node));
            return all.Count > 0 ? all : List(graph.Fragments(node));
        }
    }

    public override void WriteText(Run run, MdbWriter writer)
    {
        ulong start = graph.Nodes.Start(node);
        writer.Printf("%p is %p+%p, ", address, start, address - start);
        List<Inference> inferences = Inferences;
        if (graph.Nodes.Type(node) is { } known)
        {
            writer.Write(known.Name + "\n");
        }
        else if (inferences.Count == 0)
        {
            writer.Write("unknown type\n");
        }
        else if (inferences.Count == 1)
        {
            Inference only = inferences[0];
            writer.Write($"possibly {ArrayOf}{only.Type.Name} {(only.IsFragment ? $"({only.Fact.Referrer.Name}.{only.Fact.Member}) at {Place(only):x}" : "")}\n");
        }
        else
        {
            writer.Write("possibly one of the following:\n");
            foreach (Inference inference in inferences)
            {
                string place = inference.IsFragment ? $"at {Place(inference):x} " : "";
                writer.Write($"  {ArrayOf}{inference.Type.Name} {place}(from {graph.Nodes.Start(inference.Source):x}+{inference.SourceOffset:x}, "
                    + $"type {inference.Fact.Referrer.Name})\n");
            }

            writer.NewLine();
        }
    }

    public override void Facts(Run run, FactWriter facts)
    {
        facts.Add("addr", Cell.Address(address));
        facts.Add("base", Cell.Address(graph.Nodes.Start(node)));
        facts.Add("offset", Cell.Address(address - graph.Nodes.Start(node)));
        facts.Add("size", graph.Nodes.Size(node));
        facts.Add("type", graph.Nodes.Type(node)?.Name);
        facts.Add("array", graph.IsArray(node));
        facts.StartList("possible");
        foreach (Inference inference in graph.Nodes.Type(node) is null ? Inferences : [])
        {
            facts.StartObject();
            facts.Add("type", inference.Type.Name);
            facts.Add("at", Cell.Address(Place(inference)));
            facts.Add("from", Cell.Address(graph.Nodes.Start(inference.Source)));
            facts.Add("offset", inference.SourceOffset);
            facts.Add("from_type", inference.Fact.Referrer.Name);
            facts.Add("member", inference.Fact.Member);
            facts.EndObject();
        }

        facts.EndList();
    }

    private string ArrayOf => graph.IsArray(node) ? "array of " : "";

    private ulong Place(in Inference inference) => graph.Nodes.Start(node) + graph.OffsetOf(node, inference);

    private static List<Inference> List(Inferences.Sequence sequence)
    {
        var all = new List<Inference>();
        foreach (Inference inference in sequence)
        {
            all.Add(inference);
        }

        return all;
    }
}
