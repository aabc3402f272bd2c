using Commands.Pipeline;
using DumpReader.Kernel.Memory.Graph;
using DumpReader.Scans;

namespace Commands.Dcmds.Memory.Types;

/// <summary>What ::typegraph says while it works: a block of figures for each pass.</summary>
internal sealed class GraphAccount(Invocation call)
{
    private const string Name = "typegraph";
    private const int FigureWidth = 30;

    private long _start = Environment.TickCount64;
    private TimeSpan _processor = Environment.CpuUsage.TotalTime;

    /// <summary>Infers types anew; shows each pass and what is left. False where that was stopped.</summary>
    public bool TryInfer(TypeGraph graph, IScanControl control)
    {
        bool isWhole = graph.TryInfer(control, pass => Passed(graph, pass, control));
        if (graph.Cut is { } cut)
        {
            call.Run.Partial(cut);
        }

        return isWhole && TryShowReach(graph, control);
    }

    /// <summary>The block of the graph itself.</summary>
    public void Built(TypeGraph graph)
    {
        Figure("pass", "initial");
        Figure("maximum nodes", (long)graph.Expected);
        Figure("actual nodes", graph.Nodes.HeapCount);
        Figure("anchored nodes", graph.Nodes.AnchorCount);
        EndBlock();
    }

    private void Passed(TypeGraph graph, int pass, IScanControl control)
    {
        var figures = GraphFigures.Count(graph, control);
        Figure("pass", (ulong)pass);
        Figure("nodes", figures.Nodes);
        Figure("unmarked", figures.Unmarked, figures.Nodes);
        Figure("known", figures.Known, figures.Nodes);
        Figure("conjectured", figures.Conjectured, figures.Nodes);
        Figure("conjectured fragments", figures.Fragments, figures.Nodes);
        Figure("known or conjectured", figures.Known + figures.Conjectured + figures.Fragments, figures.Nodes);
        Figure("conflicts", figures.Conflicts);
        Figure("candidates", figures.Candidates);
        EndBlock();
    }

    private bool TryShowReach(TypeGraph graph, IScanControl control)
    {
        if (GraphReach.Find(graph, control) is not { } reaches)
        {
            return false;
        }

        ulong farthest = 0;
        int greatest = 0;
        foreach (int node in graph.Nodes.InOrder.Where(n => !graph.Nodes.IsAnchor(n)))
        {
            if (reaches[node] >= greatest && reaches[node] > 0)
            {
                (farthest, greatest) = (graph.Nodes.Start(node), reaches[node]);
            }
        }

        Figure("pass", "post");
        Figure("nodes", graph.Nodes.HeapCount);
        call.Emit(new FigureEvent(Name, FigureWidth, "greatest unknown node reach", Cell.Address(farthest)));
        Figure("reachable unknown nodes", greatest, graph.Nodes.HeapCount);
        EndBlock();
        return true;
    }

    private void Figure(string name, Cell value, long? of = null) => call.Emit(new FigureEvent(Name, FigureWidth, name, value) { Of = of });

    private void EndBlock()
    {
        Seconds("elapsed CPU time", Environment.CpuUsage.TotalTime - _processor);
        Seconds("elapsed wall time", TimeSpan.FromMilliseconds(Environment.TickCount64 - _start));
        call.Line(Name + ":");
        _start = Environment.TickCount64;
        _processor = Environment.CpuUsage.TotalTime;
    }

    private void Seconds(string name, TimeSpan time) => call.Emit(FigureEvent.Seconds(Name, FigureWidth, name, time));
}
