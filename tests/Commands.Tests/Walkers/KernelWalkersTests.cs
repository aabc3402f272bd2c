using Commands.Pipeline;
using Commands.Walkers.Generic;
using Commands.Walkers.Kernel;
using Shared;

namespace Commands.Tests.Walkers;

public class KernelWalkersTests
{
    private readonly FakeSession _session = new(new FakeKernel(circular: true));

    private FakeKernel Kernel => _session.Kernel;

    [Fact]
    public void Threads_are_all_or_those_of_a_process()
    {
        Kernel.Variable("allthreads", 0x100000, 0x1000);
        Kernel.Put("kthread_t", 0x1000, ("t_next", 0x2000), ("t_forw", 0x1000));
        Kernel.Put("kthread_t", 0x2000, ("t_next", 0x1000), ("t_forw", 0x2000));
        Kernel.Put("proc_t", 0x5000, ("p_tlist", 0x2000));
        Kernel.Put("proc_t", 0x6000);
        Assert.Equal([0x1000, 0x2000], _session.Walk(new ThreadWalker(), null));
        Assert.Equal([0x2000], _session.Walk(new ThreadWalker(), 0x5000));
        Assert.Empty(_session.Walk(new ThreadWalker(), 0x6000)!);
        Assert.Equal("", _session.Errors);
    }

    [Fact]
    public void Threads_of_a_process_that_is_not_there_cannot_be_walked()
    {
        Assert.Null(_session.Walk(new ThreadWalker(), 0x70000));
        Assert.Equal("mdb: failed to read proc at 70000: no mapping for address\n", _session.Errors);
    }

    [Fact]
    public void A_process_that_is_not_there_has_two_messages()
    {
        Assert.Empty(_session.Walk(new ProcWalker(), 0x123)!);
        Assert.Equal("mdb: couldn't read proc_t from 123\nmdb: failed to read proc at 123: no mapping for address\n", _session.Errors);
    }

    [Fact]
    public void Segments_need_an_address_space()
    {
        Assert.Null(_session.Walk(new SegWalker(), null));
        Assert.Equal("mdb: seg walk must begin at struct as *\n", _session.Errors);
    }

    [Fact]
    public void Segments_are_the_objects_of_the_tree()
    {
        Kernel.Put("struct seg", 0x3000);
        Kernel.Put("struct as", 0x1000);
        ulong tree = 0x1000 + Kernel.Offset("struct as", "a_segtree");
        ulong offset = Kernel.Offset("struct seg", "s_tree");
        Kernel.Set("avl_tree_t", tree, "avl_root", 0x3000 + offset);
        Kernel.Set("avl_tree_t", tree, "avl_offset", offset);
        Item segment = Assert.Single(new SegWalker().Walk(_session.Run, 0x1000)!);
        Assert.Equal((0x3000UL, "struct seg"), (segment.Bits, segment.Type!.Name));
        Assert.Equal([0x3000], _session.Walk(new AvlWalker(), tree));
    }

    [Fact]
    public void Module_records_begin_with_the_head_or_the_record_given()
    {
        Kernel.Symbols.Add("modules", 0x1000);
        Kernel.Put("struct modctl", 0x1000, ("mod_next", 0x2000));
        Kernel.Put("struct modctl", 0x2000, ("mod_next", 0x1000));
        Assert.Equal([0x1000, 0x2000], _session.Walk(new ModctlWalker(), null));
        Assert.Equal([0x2000, 0x1000], _session.Walk(new ModctlWalker(), 0x2000));
    }

    [Fact]
    public void Lists_and_trees_need_an_address()
    {
        Assert.Null(_session.Walk(new ListWalker(), null));
        Assert.Null(_session.Walk(new AvlWalker(), null));
        Assert.Null(_session.Walk(new AvlWalker(), 0x70000));
        Assert.Empty(_session.Walk(new ListWalker(), new Item(0))!);
        Assert.Equal(
            "mdb: failed to read list_t at 0: no mapping for address\n"
            + "mdb: failed to read avl_tree_t at 0: no mapping for address\n"
            + "mdb: failed to read avl_tree_t at 70000: no mapping for address\n",
            _session.Errors);
    }

    [Fact]
    public void A_kernel_without_the_symbol_says_so_and_does_not_start()
    {
        Assert.Null(_session.Walk(new CpuWalker(), null));
        Assert.Equal("mdb: the dump has no symbol cpu_list\n", _session.Errors);
        Assert.True(_session.Run.IsPartial);
    }

    [Fact]
    public void A_walk_ends_when_the_statement_is_cancelled()
    {
        Kernel.Variable("allthreads", 0x100000, 0x1000);
        Kernel.Put("kthread_t", 0x1000, ("t_next", 0x1000));
        Assert.Empty(new ThreadWalker().Walk(new Run(_session.Session, new CancellationToken(true)), null)!);
    }
}
