using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Kernel.Memory.Graph;

namespace Commands.Dcmds.Memory.Types;

/// <summary>What ::whattype says of an address.</summary>
internal sealed class NodeTypeEvent(TypeGraph graph, int node, ulong address) : OutputEvent
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

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("addr", JsonText.Hex(address));
        json.WriteString("base", JsonText.Hex(graph.Nodes.Start(node)));
        json.WriteString("offset", JsonText.Hex(address - graph.Nodes.Start(node)));
        json.WritePropertyName("size");
        JsonText.Unsigned(json, graph.Nodes.Size(node));
        json.WriteString("type", graph.Nodes.Type(node)?.Name);
        json.WriteBoolean("array", graph.IsArray(node));
        json.WriteStartArray("possible");
        foreach (Inference inference in graph.Nodes.Type(node) is null ? Inferences : [])
        {
            json.WriteStartObject();
            json.WriteString("type", inference.Type.Name);
            json.WriteString("at", JsonText.Hex(Place(inference)));
            json.WriteString("from", JsonText.Hex(graph.Nodes.Start(inference.Source)));
            json.WritePropertyName("offset");
            JsonText.Unsigned(json, inference.SourceOffset);
            json.WriteString("from_type", inference.Fact.Referrer.Name);
            json.WriteString("member", inference.Fact.Member);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return true;
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
