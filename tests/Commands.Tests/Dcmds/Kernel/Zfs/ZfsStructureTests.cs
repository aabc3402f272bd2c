using Commands.Tests.Fakes;
using DumpReader.Kernel;
using DumpReader.Kernel.Zfs;

namespace Commands.Tests.Dcmds.Kernel.Zfs;

/// <summary>Walks over the lists and trees of ZFS, whole and damaged.</summary>
public class ZfsStructureTests
{
    [Theory]
    [InlineData("fffffe5b20001000::walk metaslab", "0xfffffe5b20011000\n0xfffffe5b20012000\n")]
    [InlineData("fffffe5b20000000::walk metaslab", "")]
    [InlineData("fffffe5b35000000::walk multilist | ::walk list", "0xfffffe5b35000200\n0xfffffe5b35000210\n")]
    [InlineData("fffffe5b20005000::print -a vdev_t vdev_ms_list | ::walk txg_list", "0xfffffe5b20011000\n0xfffffe5b20012000\n0xfffffe5b20011000\n")]
    [InlineData("fffffe5b20005000::print -a vdev_t vdev_ms_list | ::walk txg_list0", "")]
    [InlineData("fffffe5b20005000::print -a vdev_t vdev_ms_list | ::walk txg_list1", "0xfffffe5b20011000\n")]
    [InlineData("fffffe5b20005000::print -a vdev_t vdev_ms_list | ::walk txg_list2", "0xfffffe5b20012000\n0xfffffe5b20011000\n")]
    [InlineData("fffffe5b20005000::print -a vdev_t vdev_ms_list | ::walk txg_list3", "")]
    [InlineData("fffffe5b35001000::walk zfs_btree | ::print uint64_t", "0x1\n0x2\n0x3\n0x4\n0x5\n")]
    public void A_walk_yields_what_the_scenario_states(string command, string shown) => Assert.Equal(shown, ZfsAsk.Ask(command));

    [Fact]
    public void A_tree_of_segments_is_in_bytes() =>
        Assert.Equal(
            "fffffe5b35005000: range tree of 2 entries, 12288 bytes\n        [100000 102000) (length 2000)\n        [108000 109000) (length 1000)\n",
            ZfsAsk.Ask("fffffe5b35005000::range_tree"));

    [Fact]
    public void A_segment_is_an_object_and_filters_know_its_columns() =>
        Assert.Equal("0x108000", Assert.Single(ZfsAsk.Json("fffffe5b35005000::range_tree | where length == 1000")).GetProperty("start").ToString());

    [Theory]
    [InlineData("metaslab")]
    [InlineData("multilist")]
    [InlineData("txg_list")]
    [InlineData("zfs_btree")]
    public void A_walk_that_needs_its_start_says_so(string walker) =>
        Assert.StartsWith($"mdb: {walker} walk ", TestSession.Text($"::walk {walker}", target: ZfsAsk.Dump).Error, StringComparison.Ordinal);

    [Fact]
    public void A_tree_whose_child_is_its_parent_ends()
    {
        string shown = ZfsAsk.Damaged("fffffe5b35001000::walk zfs_btree", dump => dump.Put(ZfsAsk.Lists + 0x1120, ZfsAsk.Word(ZfsAsk.Lists + 0x1100)));
        Assert.Equal(3, shown.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void A_node_with_more_elements_than_any_has_is_not_believed() =>
        Assert.Equal("", ZfsAsk.Damaged("fffffe5b35001000::walk zfs_btree", dump => dump.Put(ZfsAsk.Lists + 0x1210, ZfsAsk.Word(ulong.MaxValue))));

    [Fact]
    public void A_group_whose_links_are_a_circle_ends()
    {
        string shown = ZfsAsk.Damaged("fffffe5b20005000::print -a vdev_t vdev_ms_list | ::walk txg_list", dump =>
            dump.Put(0xfffffe5b20011030 + 8, ZfsAsk.Word(0xfffffe5b20011030)));
        Assert.Equal(3, shown.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void More_lists_than_any_multilist_has_are_not_believed() =>
        ZfsAsk.Damaged("fffffe5b35000000::walk multilist | count", dump => dump.Set("multilist_t", ZfsAsk.Lists, "ml_num_sublists", ulong.MaxValue));

    [Fact]
    public void A_region_that_is_missing_ends_the_walk_with_a_message() =>
        Assert.Equal("0xfffffe5b20011000\n", ZfsAsk.Damaged("fffffe5b20001000::walk metaslab", dump => dump.Set("vdev_t", ZfsAsk.Mirror, "vdev_ms_count", 0x1000)).Split("0xfffffe5b20012000")[0]);

    /// <summary>The allocator may be damaged when the buffers are asked for; the hash has those with blocks.</summary>
    [Fact]
    public void The_hash_table_has_the_buffers_with_blocks()
    {
        var kernel = new KernelObjects(ZfsAsk.Dump.Memory, ZfsAsk.Dump.Symbols, ZfsAsk.Dump.Types);
        Assert.Equal([ZfsAsk.Buffers, ZfsAsk.Buffers + 0x200, ZfsAsk.Buffers + 0x300], MaskedHash.Buffers.All(kernel, _ => { }));
    }

    [Fact]
    public void A_chain_of_the_hash_table_that_is_a_circle_ends()
    {
        var dump = new PatchedTarget(ZfsAsk.Dump);
        dump.Set("dmu_buf_impl_t", ZfsAsk.Buffers + 0x200, "db_hash_next", ZfsAsk.Buffers);
        var faults = new List<WalkFault>();
        var kernel = new KernelObjects(dump.Memory, dump.Symbols, dump.Types);
        Assert.Equal(3, MaskedHash.Buffers.All(kernel, faults.Add).Count());
        Assert.Single(faults);
    }
}
