using DumpReader.Problems;
using DumpReader.Scans;
using DumpReader.Spaces;
using DumpReader.Types;

namespace DumpReader.Kernel.Memory.Graph;

/// <summary>
/// Infers the types of nodes. A pointer member of a known type says what it points to; what it points to has pointers again.
/// </summary>
/// <remarks>
/// Pass 1 goes from what is known for certain and stays careful: it does not go on from a type that fills no more than half of its node,
/// because that may be an array, or something with the type at its start. Pass 2 looks whether such a node can be an array. Pass 3 drops
/// numbers and opaque types where a structure is known as well. Pass 4 takes nodes that are pointed to by one kind of node only and has these
/// speak for them once more, less carefully. Marks of nodes and edges keep each from being gone through twice in a run.
/// </remarks>
internal sealed class GraphPasses
{
    private readonly GraphNodes _nodes;
    private readonly GraphEdges _edges;
    private readonly Inferences _inferences;
    private readonly MemberAt _members;
    private readonly ArrayJudge _judge;
    private readonly NodeFlags[] _flags;
    private readonly Queue<(int Node, CType Type, ulong Offset)> _queue = new();
    private readonly List<GraphEdge> _outgoing = [];
    private readonly IScanControl _control;

    public GraphPasses(
        GraphNodes nodes, GraphEdges edges, Inferences inferences, NodeFlags[] flags, AddressSpace memory, TypeCatalog types, IScanControl control)
    {
        _nodes = nodes;
        _edges = edges;
        _inferences = inferences;
        _flags = flags;
        _members = new MemberAt(types);
        _judge = new ArrayJudge(memory);
        _control = control;
    }

    /// <summary>What was left out, as it lay too deep; null for nothing.</summary>
    public Problem? Cut => _members.Cut;

    /// <summary>Runs all passes on what is known now.</summary>
    /// <param name="passed">Told the number of each pass that is done.</param>
    /// <returns>False where it was stopped.</returns>
    public bool TryRun(Action<int> passed)
    {
        for (int node = 0; node < _flags.Length; node++)
        {
            _flags[node] &= ~NodeFlags.Marked;
        }

        _edges.ClearMarks();
        for (int pass = 1; pass <= 4; pass++)
        {
            switch (pass)
            {
                case 1: FromKnown(); break;
                case 2: Arrays(); break;
                case 3: Sharpen(); break;
                default: Repeat(); break;
            }

            if (_control.IsOver)
            {
                return false;
            }

            passed(pass);
        }

        return true;
    }

    private IEnumerable<int> Nodes()
    {
        int count = 0;
        foreach (int node in _nodes.InOrder)
        {
            if ((++count & 0xfff) == 0 && _control.IsOver)
            {
                yield break;
            }

            yield return node;
        }
    }

    private void FromKnown()
    {
        foreach (int node in Nodes())
        {
            if (_nodes.Type(node) is { } type && _edges.HasEdges(node))
            {
                Propagate(node, type, 1);
            }
        }
    }

    private void Arrays()
    {
        long before;
        do
        {
            before = _inferences.Made;
            foreach (int node in Nodes())
            {
                if (_nodes.Type(node) is not null || (_flags[node] & (NodeFlags.Array | NodeFlags.NotArray)) != 0
                    || OnlyStructOrPointer(node) is not { } type)
                {
                    continue;
                }

                switch (_judge.Judge(type, _nodes.Start(node), _nodes.Size(node), _nodes.Smaller(node)))
                {
                    case true:
                        _flags[node] |= NodeFlags.Array;
                        Propagate(node, type, 2);
                        break;
                    case false:
                        _flags[node] |= NodeFlags.NotArray;
                        break;
                }
            }
        }
        while (_inferences.Made > before && !_control.IsOver);
    }

    private void Sharpen()
    {
        if (!_inferences.Any)
        {
            return;
        }

        foreach (int node in Nodes())
        {
            if (_nodes.Type(node) is null)
            {
                Sharpen(node, fragments: false);
                Sharpen(node, fragments: true);
            }
        }
    }

    private void Sharpen(int node, bool fragments)
    {
        bool hasStruct = false;
        bool hasVague = false;
        foreach (Inference inference in _inferences.Of(node, fragments))
        {
            hasStruct |= TypeIdentity.IsStruct(inference.Type);
            hasVague |= IsVague(inference.Type);
        }

        if (hasStruct && hasVague)
        {
            _inferences.Drop(node, fragments, IsVague);
        }

        static bool IsVague(CType type) => type.Resolve().Kind is TypeKind.Integer or TypeKind.Forward;
    }

    private void Repeat()
    {
        if (!_inferences.Any)
        {
            return;
        }

        IncomingEdges? incoming = IncomingEdges.Find(_nodes, _edges, node => IsUnknown(node), _control);
        long before = -1;
        while (incoming is not null && _inferences.NodesWithType != before && !_control.IsOver)
        {
            before = _inferences.NodesWithType;
            foreach (int node in Nodes())
            {
                if (IsUnknown(node) && OnlyReferrer(incoming, node) is { } referrer)
                {
                    Propagate(referrer.Node, referrer.Type, 4);
                }
            }

            Sharpen();
        }
    }

    private bool IsUnknown(int node) => _nodes.Type(node) is null && !_inferences.Of(node, fragments: false).MoveNext();

    /// <summary>The last found of the nodes that point to a node and have a type, if all of them have the same.</summary>
    private (int Node, CType Type)? OnlyReferrer(IncomingEdges incoming, int node)
    {
        (int Node, CType Type)? referrer = null;
        foreach (int source in incoming.Of(node))
        {
            CType? type = _nodes.Type(source);
            if (type is null && _inferences.Of(source, fragments: false).TrySingle(out Inference single)
                && single.Type.Resolve().Kind is TypeKind.Struct or TypeKind.Pointer)
            {
                type = single.Type;
            }

            if (type is null)
            {
                continue;
            }

            if (referrer is { } other && !TypeIdentity.AreSame(other.Type, type))
            {
                return null;
            }

            referrer ??= (source, type);
        }

        return referrer;
    }

    private CType? OnlyStructOrPointer(int node)
    {
        CType? found = null;
        foreach (Inference inference in _inferences.Of(node, fragments: false))
        {
            TypeKind kind = inference.Type.Resolve().Kind;
            if (kind == TypeKind.Union || (found is not null && kind is TypeKind.Struct or TypeKind.Pointer))
            {
                return null;
            }

            found = kind is TypeKind.Struct or TypeKind.Pointer ? inference.Type : found;
        }

        return found;
    }

    private void Propagate(int start, CType startType, int pass)
    {
        _queue.Clear();
        _queue.Enqueue((start, startType, 0));
        while (!_control.IsOver && _queue.TryDequeue(out (int Node, CType Type, ulong Offset) at))
        {
            ulong size = at.Type.Size;
            if (!_edges.HasEdges(at.Node))
            {
                continue;
            }

            _edges.From(at.Node, _outgoing);
            foreach (GraphEdge edge in _outgoing)
            {
                if ((pass != 1 || unchecked(edge.SourceOffset - at.Offset) <= size) && at.Offset < size && edge.SourceOffset >= at.Offset
                    && !_edges.IsMarked(edge.Number))
                {
                    Infer(edge, at.Type, at.Offset, pass);
                }
            }
        }
    }

    /// <summary>What an edge says of its target, once what holds it is known; goes on from there where that is safe.</summary>
    private void Infer(in GraphEdge edge, CType type, ulong offset, int pass)
    {
        ulong room = _nodes.Size(edge.Target) - edge.TargetOffset;
        if (!_members.TryPointer(type, edge.SourceOffset - offset, room, out CType target, out string member) || target.Size > room)
        {
            return;
        }

        bool isFragment = edge.TargetOffset != 0;
        _inferences.Add(edge.Target, isFragment, new InferredFact(target, type, member), edge.Source, edge.SourceOffset);
        if ((_flags[edge.Target] & NodeFlags.Marked) != 0)
        {
            return;
        }

        bool isStruct = TypeIdentity.IsStruct(target);
        if (!isFragment && isStruct)
        {
            _flags[edge.Target] |= NodeFlags.Marked;
        }

        _edges.Mark(edge.Number);
        if (!isStruct
            || (target.Size <= _nodes.Size(edge.Target) / 2
                && (pass != 4 || !_inferences.Of(edge.Target, fragments: false).TrySingle(out _))))
        {
            return;
        }

        _queue.Enqueue((edge.Target, target, edge.TargetOffset));
    }
}
