using Commands.Tests.Fakes;
using DumpReader.Values;

namespace Commands.Tests.Dcmds.Kernel.Zfs;

/// <summary>Inputs and outputs that are under way, as samples/scenarios/zfs.scenario states them.</summary>
public class ZioTests
{
    private const string Heading = "ADDRESS                                  TYPE  STAGE            WAITER           TIME_ELAPSED\n";

    private const string Root = "fffffe5b31000000                         NULL  DONE             fffffe5af000bfc0 -           \n";

    private const string Tree = Heading + Root +
        " fffffe5b31000100                        WRITE VDEV_IO_START    -                -           \n" +
        "  fffffe5b31000200                       WRITE VDEV_IO_DONE     -                0.500000000 \n" +
        "  fffffe5b31000300                       WRITE FAILED           -                0.500000000 \n";

    [Fact]
    public void One_is_shown_alone() => Assert.Equal(Heading + Root, ZfsAsk.Ask("fffffe5b31000000::zio"));

    [Fact]
    public void All_that_one_waits_for_is_a_tree() => Assert.Equal(Tree, ZfsAsk.Ask("fffffe5b31000000::zio -r"));

    [Theory]
    [InlineData("fffffe5b31000000::zio -c", 2)]
    [InlineData("fffffe5b31000100::zio -c", 3)]
    [InlineData("fffffe5b31000200::zio -p", 2)]
    [InlineData("fffffe5b31000200::zio -pr", 3)]
    public void Children_and_parents_are_one_level_unless_all_is_asked_for(string command, int rows) => Assert.Equal(rows, ZfsAsk.Json(command).Length);

    /// <summary>Neither the way down nor the way up turns back, which would look like a circle.</summary>
    [Fact]
    public void Both_ways_are_followed_to_their_ends() =>
        Assert.Equal(
            Heading +
            "fffffe5b31000100                         WRITE VDEV_IO_START    -                -           \n" +
            " fffffe5b31000200                        WRITE VDEV_IO_DONE     -                0.500000000 \n" +
            " fffffe5b31000300                        WRITE FAILED           -                0.500000000 \n" +
            " fffffe5b31000000                        NULL  DONE             fffffe5af000bfc0 -           \n",
            ZfsAsk.Ask("fffffe5b31000100::zio -cpr"));

    [Fact]
    public void The_state_of_the_system_is_its_roots() => Assert.Equal(Heading + Root, ZfsAsk.Ask("::zio_state"));

    [Fact]
    public void The_state_of_a_pool_is_the_trees_of_its_roots() => Assert.Equal(Tree, ZfsAsk.Ask("fffffe5b20001000::zio_state -r"));

    [Fact]
    public void What_hangs_on_two_roots_is_a_tree_below_the_first_only()
    {
        var dump = new PatchedTarget(ZfsAsk.Dump);
        var write = new Value(dump.Memory, dump.Types.Find(null, "zio_t", out _)!, ZfsAsk.WriteZio);
        dump.Put(write["io_parent_list.list_head"].Address, ZfsAsk.Word(0));
        string shown = TestSession.Text("::zio_state -r", target: dump).Out;
        Assert.Equal(Tree + "fffffe5b31000100                         WRITE VDEV_IO_START    -                -           \n", shown);
    }

    [Fact]
    public void A_pool_with_nothing_to_do_has_no_state() => Assert.Equal("", ZfsAsk.Ask("fffffe5b20000000::zio_state"));

    [Theory]
    [InlineData("::walk zio | count", "4\n")]
    [InlineData("fffffe5b20001000::walk zio | count", "4\n")]
    [InlineData("fffffe5b20000000::walk zio | count", "0\n")]
    [InlineData("::walk zio_root", "0xfffffe5b31000000\n")]
    [InlineData("::walk zio | ::zio | where stage == \"FAILED\" | ::print zio_t io_error", "io_error = 0x5\n")]
    [InlineData("::walk zio | ::zio | where elapsed >= 0t500000000 | count", "2\n")]
    public void Walks_and_filters_find_them(string command, string shown) => Assert.Equal(shown, ZfsAsk.Ask(command));

    [Fact]
    public void The_object_has_the_time_in_nanoseconds_and_the_error()
    {
        System.Text.Json.JsonElement failed = ZfsAsk.Json("fffffe5b31000300::zio")[0];
        Assert.Equal("500000000", failed.GetProperty("elapsed").ToString());
        Assert.Equal("5", failed.GetProperty("error").ToString());
        Assert.Equal("0xfffffe5b20001000", failed.GetProperty("spa").ToString());
    }

    [Fact]
    public void One_that_waits_for_itself_is_shown_once()
    {
        string shown = ZfsAsk.Damaged("fffffe5b31000000::zio -r", dump => dump.Set("zio_link_t", ZfsAsk.FirstLink + 0x100, "zl_child", ZfsAsk.RootZio));
        Assert.Equal(4, shown.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Links_in_a_circle_end()
    {
        // The first link to a child of the write leads to itself.
        string shown = ZfsAsk.Damaged("fffffe5b31000000::zio -r", dump => dump.Put(ZfsAsk.FirstLink + 0x120, ZfsAsk.Word(ZfsAsk.FirstLink + 0x120)));
        Assert.Contains("VDEV_IO_DONE", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fffffe5b31000000::zio -r")]
    [InlineData("::zio_state -r")]
    public void A_child_that_is_missing_leaves_the_others(string command)
    {
        string shown = ZfsAsk.Damaged(command, dump => dump.Set("zio_link_t", ZfsAsk.FirstLink + 0x100, "zl_child", 0x1000));
        Assert.Contains("FAILED", shown, StringComparison.Ordinal);
    }
}
