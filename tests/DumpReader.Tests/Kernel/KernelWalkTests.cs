using DumpReader.Kernel;
using Shared;

namespace DumpReader.Tests.Kernel;

public class KernelWalkTests
{
    private readonly FakeKernel _kernel = new(circular: true);
    private readonly List<WalkFault> _faults = [];

    private void Threads(params ulong[] next)
    {
        _kernel.Variable("allthreads", 0x100000, 0x1000);
        for (int i = 0; i < next.Length; i++)
        {
            _kernel.Put("kthread_t", 0x1000 * (ulong)(i + 1), ("t_next", next[i]));
        }
    }

    private List<ulong> All() => [.. ThreadList.All(_kernel.Objects, _faults.Add)];

    [Fact]
    public void A_ring_ends_back_at_its_head()
    {
        Threads(0x2000, 0x3000, 0x1000);
        Assert.Equal([0x1000, 0x2000, 0x3000], All());
        Assert.Empty(_faults);
    }

    [Fact]
    public void A_ring_that_never_returns_to_its_head_ends_at_the_first_repeat()
    {
        Threads(0x2000, 0x3000, 0x2000);
        Assert.Equal([0x1000, 0x2000, 0x3000], All());
        WalkFault fault = Assert.Single(_faults);
        Assert.Equal((WalkFaultKind.Loop, "thread at 3000 links back to 2000, which is not the head"), (fault.Kind, fault.Problem.Message));
    }

    [Fact]
    public void A_ring_that_ends_at_NULL_is_open()
    {
        Threads(0x2000, 0);
        Assert.Equal([0x1000, 0x2000], All());
        Assert.Equal(WalkFaultKind.Open, Assert.Single(_faults).Kind);
    }

    [Fact]
    public void An_element_that_cannot_be_read_ends_the_walk()
    {
        Threads(0x2000, 0x70000);
        Assert.Equal([0x1000, 0x2000], All());
        Assert.Equal((WalkFaultKind.Unreadable, 0x70000UL), (_faults[0].Kind, _faults[0].Address));
    }

    [Fact]
    public void Missing_symbols_and_types_are_faults_and_not_exceptions()
    {
        Assert.Empty(All());
        Assert.Equal("the dump has no symbol allthreads", _faults[0].Problem.Message);
        Assert.Empty(CpuList.ById(_kernel.Objects, _faults.Add));
        Assert.Empty(ProcessTree.All(_kernel.Objects, _faults.Add));
        Assert.Empty(ModctlRing.All(_kernel.Objects, _faults.Add));
        var bare = new KernelObjects(_kernel.Memory, new FakeSymbols(_kernel.Symbols), FakeTypes.Of("int x;"));
        Assert.Empty(ProcessTree.Below(bare, 0x1000, _faults.Add));
        Assert.Empty(ListNodes.Walk(bare, 0x1000, _faults.Add));
        Assert.Empty(AvlNodes.Walk(bare, 0x1000, _faults.Add));
        Assert.Equal(7, _faults.Count(f => f.Kind == WalkFaultKind.Missing));
        Assert.Equal(ContextLayout.Unknown, ContextOpChain.OfThread(bare, 0x1000).Layout);
    }

    [Fact]
    public void Processes_come_depth_first_each_before_its_children()
    {
        _kernel.Symbols.Add("p0", 0x1000);
        _kernel.Put("proc_t", 0x1000, ("p_child", 0x2000), ("p_sibling", 0x9000));
        _kernel.Put("proc_t", 0x2000, ("p_child", 0x3000), ("p_sibling", 0x5000));
        _kernel.Put("proc_t", 0x3000, ("p_sibling", 0x4000));
        _kernel.Put("proc_t", 0x4000);
        _kernel.Put("proc_t", 0x5000);
        Assert.Equal([0x1000, 0x2000, 0x3000, 0x4000, 0x5000], ProcessTree.All(_kernel.Objects, _faults.Add));
        Assert.Equal([0x2000, 0x3000, 0x4000], ProcessTree.Below(_kernel.Objects, 0x2000, _faults.Add));
        Assert.Empty(_faults);
    }

    [Fact]
    public void A_family_tied_into_a_circle_is_walked_once()
    {
        _kernel.Symbols.Add("p0", 0x1000);
        _kernel.Put("proc_t", 0x1000, ("p_child", 0x2000));
        _kernel.Put("proc_t", 0x2000, ("p_child", 0x1000), ("p_sibling", 0x3000));
        _kernel.Put("proc_t", 0x3000, ("p_sibling", 0x70000));
        Assert.Equal([0x1000, 0x2000, 0x3000], ProcessTree.All(_kernel.Objects, _faults.Add));
        Assert.Equal([WalkFaultKind.Loop, WalkFaultKind.Unreadable], _faults.Select(f => f.Kind));
    }

    [Theory]
    [InlineData(0, 0x3000UL)]
    [InlineData(0x5000, 0x7000UL)]
    public void Cpus_come_by_id_and_the_one_that_panicked_is_the_copy(ulong panicstr, ulong second)
    {
        _kernel.Variable("cpu_list", 0x100000, 0x1000);
        _kernel.Variable("panicstr", 0x100008, panicstr);
        _kernel.Symbols.Add("panic_cpu", 0x7000);
        _kernel.Put("cpu_t", 0x1000, ("cpu_id", 4), ("cpu_next", 0x2000));
        _kernel.Put("cpu_t", 0x2000, ("cpu_id", 0), ("cpu_next", 0x3000));
        _kernel.Put("cpu_t", 0x3000, ("cpu_id", 1), ("cpu_next", 0x1000));
        _kernel.Put("cpu_t", 0x7000, ("cpu_id", 1));
        Assert.Equal([0x2000, second, 0x1000], CpuList.ById(_kernel.Objects, _faults.Add));
    }

    [Fact]
    public void A_list_yields_the_objects_around_its_nodes()
    {
        ulong head = 0x1000 + _kernel.Offset("list_t", "list_head");
        _kernel.Put("list_t", 0x1000, ("list_offset", 0x20));
        _kernel.Put("struct list_node", head, ("list_next", 0x3020));
        _kernel.Put("struct list_node", 0x3020, ("list_next", 0x4020));
        _kernel.Put("struct list_node", 0x4020, ("list_next", head));
        Assert.Equal([0x3000, 0x4000], ListNodes.Walk(_kernel.Objects, 0x1000, _faults.Add));
        _kernel.Set("struct list_node", head, "list_next", head);
        Assert.Empty(ListNodes.Walk(_kernel.Objects, 0x1000, _faults.Add));
        _kernel.Set("struct list_node", head, "list_next", 0);
        Assert.Empty(ListNodes.Walk(_kernel.Objects, 0x1000, _faults.Add));
        Assert.Empty(_faults);
        _kernel.Set("struct list_node", head, "list_next", 0x4020);
        _kernel.Set("struct list_node", 0x4020, "list_next", 0x4020);
        Assert.Equal([0x4000], ListNodes.Walk(_kernel.Objects, 0x1000, _faults.Add));
        Assert.Equal(WalkFaultKind.Loop, Assert.Single(_faults).Kind);
    }

    [Fact]
    public void A_tree_yields_its_objects_in_order()
    {
        ulong[] nodes = Tree();
        Assert.Equal(nodes.Select(n => n - 0x10), AvlNodes.Walk(_kernel.Objects, 0x100, _faults.Add));
        Assert.Empty(_faults);
    }

    [Theory]
    [InlineData(6, 1, 3)]
    [InlineData(0, 0, 3)]
    [InlineData(2, 1, 2)]
    [InlineData(3, 0, 3)]
    public void A_tree_with_a_link_upwards_ends(int from, int side, int to)
    {
        ulong[] nodes = Tree();
        _kernel.Memory.WriteUInt64(nodes[from] + (8 * (ulong)side), nodes[to]);
        Assert.InRange(AvlNodes.Walk(_kernel.Objects, 0x100, _faults.Add).Count(), 0, 20);
        Assert.Contains(Assert.Single(_faults).Kind, new[] { WalkFaultKind.Loop, WalkFaultKind.TooMany });
    }

    [Fact]
    public void A_node_that_cannot_be_read_ends_a_tree()
    {
        ulong[] nodes = Tree();
        _kernel.Memory.WriteUInt64(nodes[4] + 8, 0x70000);
        Assert.Equal(5, AvlNodes.Walk(_kernel.Objects, 0x100, _faults.Add).Count());
        Assert.Equal(WalkFaultKind.Unreadable, Assert.Single(_faults).Kind);
    }

    /// <summary>Seven nodes, node 3 the root; their addresses in order.</summary>
    private ulong[] Tree()
    {
        ulong[] nodes = [.. Enumerable.Range(0, 7).Select(i => 0x1000UL + (0x1000 * (ulong)i))];
        foreach ((int parent, int left, int right) in new[] { (3, 1, 5), (1, 0, 2), (5, 4, 6) })
        {
            _kernel.Memory.WriteUInt64(nodes[parent], nodes[left]);
            _kernel.Memory.WriteUInt64(nodes[parent] + 8, nodes[right]);
        }

        foreach (int leaf in new[] { 0, 2, 4, 6 })
        {
            _kernel.Memory.Write(nodes[leaf], new byte[24]);
        }

        _kernel.Put("avl_tree_t", 0x100, ("avl_root", nodes[3]), ("avl_offset", 0x10), ("avl_numnodes", 7));
        return nodes;
    }
}
