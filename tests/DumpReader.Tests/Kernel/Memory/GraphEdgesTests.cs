using CsCheck;
using DumpReader.Kernel.Memory;
using DumpReader.Kernel.Memory.Graph;
using DumpReader.Tests.Scans;
using DumpReader.Types;
using Shared;

namespace DumpReader.Tests.Kernel.Memory;

public class GraphEdgesTests
{
    private const ulong Heap = 0xfffffe0000000000;
    private const ulong Anchors = 0xfffffffffbc00000;
    private const ulong AnchorBytes = 64;

    private static readonly Gen<ulong[]> AnyBuffers = Gen.Frequency((9, Gen.ULong[1, 9]), (1, Gen.ULong[600, 1500])).Array[1, 40];

    private static readonly Gen<(int From, int Word, int To, ulong Into)[]> AnyPointers =
        Gen.Select(Gen.Int[-20, 39], Gen.Int[0, 1499], Gen.Int[0, 39], Gen.ULong[0, 9]).Array[0, 150];

    [Fact]
    public void Edges_are_the_pointers_of_the_nodes_that_a_search_depth_first_reaches() =>
        Gen.Select(AnyBuffers, AnyPointers, Gen.Int[0, 4]).Sample((sizes, pointers, anchors) =>
        {
            Build(sizes, pointers, anchors, out FakeMemory memory, out GraphNodes nodes, out NodeFlags[] flags);
            var edges = new GraphEdges(nodes, flags, memory);
            Assert.True(edges.TryCount(new FakeScan()));
            var found = new List<(int, ulong, int, ulong)>();
            Assert.True(edges.TryFollow(new FakeScan(), (source, offset, target, within) => found.Add((source, offset, target, within))));
            var expected = new List<(int Source, ulong Offset, int Target, ulong Within)>();
            var reached = new HashSet<int>();
            for (int node = nodes.HeapCount; node < nodes.Count; node++)
            {
                Follow(node);
            }

            Assert.Equal(expected, found);
            Assert.Equal(expected.Count, edges.Count);
            var list = new List<GraphEdge>();
            for (int node = 0; node < nodes.Count; node++)
            {
                edges.From(node, list);
                Assert.Equal(expected.Where(e => e.Source == node).Reverse(), list.Select(e => (e.Source, e.SourceOffset, e.Target, e.TargetOffset)));
                Assert.Equal(list.Select(e => (e.SourceOffset, e.Target)), Backwards(edges, node, nodes.Size(node)));
            }

            void Follow(int node)
            {
                foreach ((ulong offset, int target, ulong within) in Pointers(memory, nodes, node))
                {
                    expected.Add((node, offset, target, within));
                    if (reached.Add(target))
                    {
                        Follow(target);
                    }
                }
            }
        }, iter: 100);

    [Fact]
    public void Any_number_of_threads_counts_the_same_edges() =>
        Gen.Select(Gen.Int[0, 199].Array[1, 400], Gen.Int[0, 199].Array[200]).Sample((starts, links) =>
            Assert.Equal(Numbers(starts, links, workers: 1), Numbers(starts, links, workers: 4)), iter: 30);

    /// <summary>The number of the first edge of each node, of anchors that point to one node each and nodes that point to one another.</summary>
    private static List<long> Numbers(int[] starts, int[] links, int workers)
    {
        var memory = new FakeMemory();
        var table = new BufferTable(0);
        table.TryAddSource(new BufferSource(null));
        for (int i = 0; i < links.Length; i++)
        {
            ulong start = Heap + ((ulong)i * 32);
            table.AddPiece(new VmemSegment(0, start, start + 24, VmemSegmentKind.Allocated));
            memory.Write(start, new byte[24]);
            memory.WriteUInt64(start + ((ulong)i % 3 * 8), Heap + ((ulong)links[i] * 32));
        }

        table.Sort();
        var nodes = new GraphNodes(table);
        memory.Write(Anchors, new byte[starts.Length * 8]);
        for (int i = 0; i < starts.Length; i++)
        {
            nodes.AddAnchor(new GraphAnchor(Anchors + ((ulong)i * 8), 8, new IntegerType("long", 8, 64, signed: true)));
            memory.WriteUInt64(Anchors + ((ulong)i * 8), Heap + ((ulong)starts[i] * 32));
        }

        var edges = new GraphEdges(nodes, new NodeFlags[nodes.Count], memory);
        Assert.True(edges.TryCount(new FakeScan(), workers));
        var list = new List<GraphEdge>();
        var numbers = new List<long> { edges.Count };
        for (int node = 0; node < nodes.Count; node++)
        {
            edges.From(node, list);
            numbers.Add(list.Count == 0 ? -1 : list[0].Number);
        }

        return numbers;
    }

    [Fact]
    public void Reach_is_that_of_a_plain_recursion() => Gen.Select(AnyBuffers, AnyPointers, Gen.Int[0, 4]).Sample((sizes, pointers, anchors) =>
    {
        Build(sizes, pointers, anchors, out FakeMemory memory, out GraphNodes nodes, out NodeFlags[] flags);
        var edges = new GraphEdges(nodes, flags, memory);
        Assert.True(edges.TryCount(new FakeScan()));
        var graph = new TypeGraph(nodes, flags, edges, 0, memory, FakeTypes.Of(FakeTypes.Kernel(true)));
        nodes.SetType(0, new IntegerType("int", 4, 32, signed: true));
        var expected = new int[nodes.Count];
        var seen = new HashSet<int>();
        for (int node = nodes.HeapCount; node < nodes.Count; node++)
        {
            seen.Add(node);
            Reach(node);
        }

        Assert.Equal(expected, GraphReach.Find(graph, new FakeScan()));

        void Reach(int node)
        {
            expected[node] = graph.IsUnknown(node) ? 1 : 0;
            foreach ((_, int target, _) in Pointers(memory, nodes, node).Reverse())
            {
                if (seen.Add(target))
                {
                    Reach(target);
                    expected[node] += graph.IsUnknown(target) ? expected[target] : 0;
                }
            }
        }
    }, iter: 100);

    private static void Build(
        ulong[] sizes, (int From, int Word, int To, ulong Into)[] pointers, int anchors, out FakeMemory memory, out GraphNodes nodes,
        out NodeFlags[] flags)
    {
        memory = new FakeMemory();
        var table = new BufferTable(0);
        table.TryAddSource(new BufferSource(null));
        var starts = new List<ulong>();
        ulong next = Heap;
        foreach (ulong words in sizes)
        {
            starts.Add(next);
            memory.Write(next, new byte[words * 8]);
            next += (words * 8) + 8;
        }

        for (int i = sizes.Length - 1; i >= 0; i--)
        {
            table.AddPiece(new VmemSegment(0, starts[i], starts[i] + (sizes[i] * 8), VmemSegmentKind.Allocated));
        }

        table.Sort();
        nodes = new GraphNodes(table);
        Assert.Equal(Enumerable.Range(0, sizes.Length).Reverse(), nodes.InOrder);
        memory.Write(Anchors, new byte[AnchorBytes * 8]);
        for (int i = 0; i < anchors; i++)
        {
            nodes.AddAnchor(new GraphAnchor(Anchors + ((ulong)i * AnchorBytes), AnchorBytes, new IntegerType("long", 8, 64, signed: true)));
        }

        foreach ((int from, int word, int to, ulong into) in pointers)
        {
            (ulong start, ulong words) = from < 0
                ? (Anchors + ((ulong)(-from % 5) * AnchorBytes), AnchorBytes / 8)
                : (starts[from % sizes.Length], sizes[from % sizes.Length]);
            memory.WriteUInt64(start + ((ulong)word % words * 8), starts[to % sizes.Length] + into);
        }

        flags = new NodeFlags[nodes.Count];
    }

    private static IEnumerable<(ulong Offset, int Target, ulong Within)> Pointers(FakeMemory memory, GraphNodes nodes, int node)
    {
        for (ulong offset = 0; offset + 8 <= nodes.Size(node); offset += 8)
        {
            if (memory.TryReadUInt64(nodes.Start(node) + offset, out ulong word) && nodes.TryFindInHeap(word, out int target))
            {
                yield return (offset, target, word - nodes.Start(target));
            }
        }
    }

    private static List<(ulong, int)> Backwards(GraphEdges edges, int node, ulong size)
    {
        var found = new List<(ulong, int)>();
        Span<byte> buffer = stackalloc byte[4096];
        for (ulong end = size; edges.TryPrevious(node, ref end, buffer, out int target);)
        {
            found.Add((end, target));
        }

        return found;
    }
}
