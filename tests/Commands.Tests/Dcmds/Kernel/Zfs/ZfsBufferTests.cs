namespace Commands.Tests.Dcmds.Kernel.Zfs;

/// <summary>Buffers, block pointers and counts, as samples/scenarios/zfs.scenario states them.</summary>
public class ZfsBufferTests
{
    private const string Heading = "            addr   object lvl     blkid holds os\n";

    [Fact]
    public void Buffers_are_named_by_object_block_and_file_system() =>
        Assert.Equal(
            Heading +
            "fffffe5b32000000      mdn   0         0     2 mos\n" +
            "fffffe5b32000100        5   1         2     1 tank/home\n" +
            "fffffe5b32000200        5   0     bonus     3 tank/home\n" +
            "fffffe5b32000300        5   0        11     0 tank/home@monday\n",
            ZfsAsk.Ask("::dbufs | ::dbuf"));

    [Theory]
    [InlineData("-n mos", "0xfffffe5b32000000\n")]
    [InlineData("-o mdn", "0xfffffe5b32000000\n")]
    [InlineData("-n tank/home@monday", "0xfffffe5b32000300\n")]
    [InlineData("-n tank/home -o 5", "0xfffffe5b32000100\n0xfffffe5b32000200\n")]
    [InlineData("-l 1", "0xfffffe5b32000100\n")]
    [InlineData("-b bonus", "0xfffffe5b32000200\n")]
    [InlineData("-b 11 -l 0", "0xfffffe5b32000300\n")]
    [InlineData("-O 0xfffffe5b34000200", "0xfffffe5b32000300\n")]
    [InlineData("-n nowhere", "")]
    public void Conditions_find_buffers(string conditions, string found) => Assert.Equal(found, ZfsAsk.Ask($"::dbufs {conditions}"));

    [Theory]
    [InlineData("::dbufs | where os == \"mos\"", "2", "holds")]
    [InlineData("::dbufs | ::dbuf | where holds == 3", "0xfffffe5b32000200", "addr")]
    [InlineData("fffffe5b33000000::blkptr | where dva1_vdev == 1", "131072", "lsize")]
    [InlineData("fffffe5b33000000::blkptr | where copies == 2", "fletcher4", "checksum")]
    [InlineData("fffffe5b33000010::dva | where asize == 3000", "4194304", "offset")]
    [InlineData("fffffe5b35002000::zfs_refcount | where count == 3", "dsl_pool_open", "tag")]
    [InlineData("fffffe5b35003000::rrwlock | where linked_rcount == 1", "2", "anon_rcount")]
    public void A_row_is_an_object_and_filters_know_its_columns(string command, string value, string column) =>
        Assert.Equal(value, Assert.Single(ZfsAsk.Json(command)).GetProperty(column).ToString());

    [Fact]
    public void A_block_pointer_says_where_and_how_the_block_is_stored() =>
        Assert.Equal(
            """
            DVA[0]=<0:2000200:3000>
            DVA[1]=<1:400000:3000>
            [L0 ZFS plain file] fletcher4 lz4 unencrypted LE contiguous unique double
            size=20000L/3000P birth=100L/100P fill=1
            cksum=11:22:33:44

            """,
            ZfsAsk.Ask("fffffe5b33000000::blkptr"));

    [Theory]
    [InlineData("fffffe5b33000100::blkptr", "HOLE [L1 ZFS plain file] size=20000L birth=16L\n")]
    [InlineData("fffffe5b33000200::blkptr", "EMBEDDED [L0 ZFS plain file] et=0 lz4 size=200L/40P birth=80L\n")]
    [InlineData("fffffe5b33000000::dva", "<0:2000200:3000>\n")]
    [InlineData("fffffe5b33000010::dva", "<1:400000:3000>\n")]
    public void Holes_data_in_the_pointer_and_addresses_are_told_apart(string command, string shown) => Assert.Equal(shown, ZfsAsk.Ask(command));

    [Theory]
    [InlineData("18 10001", "0xfffffe5b34006000\n")]
    [InlineData("18 20001", "0xfffffe5b34006100\n")]
    [InlineData("18 3", "")]
    public void The_cache_is_searched_for_an_address(string words, string found) => Assert.Equal(found, ZfsAsk.Ask($"::abuf_find {words}"));

    [Fact]
    public void Headers_of_the_cache_in_a_circle_end() =>
        Assert.Equal("0xfffffe5b34006100\n", ZfsAsk.Damaged("::abuf_find 18 20001", dump =>
            dump.Set("arc_buf_hdr_t", 0xfffffe5b34006100, "b_hash_next", 0xfffffe5b34006000)));

    [Fact]
    public void Those_who_hold_an_object_are_known_by_text_or_address() =>
        Assert.Equal(
            """
            refcount_t at fffffe5b35002000 has 3 current holds, 1 recently released holds
            current holds:
                reference with count=3 with tag 0xfffffe5b35002200 "dsl_pool_open"
            released holds:
                reference with tag 0xfffffe5b20001000

            """,
            ZfsAsk.Ask("fffffe5b35002000::zfs_refcount -r"));

    [Fact]
    public void A_count_that_is_not_tracked_has_no_holders() =>
        Assert.Equal("refcount_t at fffffe5b35003018 has 2 current holds (untracked)\n", ZfsAsk.Ask("fffffe5b35003018::zfs_refcount"));

    [Fact]
    public void A_lock_says_who_writes_and_how_many_read() =>
        Assert.Equal(
            """
            write lock held by thread fffffe5af000bfc0
            anonymous references: 2
            linked references: 1
            writer wanted: yes

            """,
            ZfsAsk.Ask("fffffe5b35003000::rrwlock"));

    [Fact]
    public void Holders_in_a_circle_end()
    {
        string shown = ZfsAsk.Damaged("fffffe5b35002000::zfs_refcount", dump => dump.Put(0xfffffe5b35002100, ZfsAsk.Word(0xfffffe5b35002100)));
        Assert.Contains("dsl_pool_open", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void File_systems_that_contain_each_other_have_no_end_of_a_name() =>
        Assert.Contains(
            "5   1", ZfsAsk.Damaged("fffffe5b32000100::dbuf", dump => dump.Set("dsl_dir_t", 0xfffffe5b34004000, "dd_parent", 0xfffffe5b34003000)), StringComparison.Ordinal);

    [Fact]
    public void A_buffer_whose_file_system_is_missing_is_shown_all_the_same()
    {
        string shown = ZfsAsk.Damaged("fffffe5b32000100::dbuf", dump => dump.Set("dmu_buf_impl_t", ZfsAsk.Buffers + 0x100, "db_objset", 0x1000));
        Assert.Contains("5   1         2     1 ???", shown, StringComparison.Ordinal);
    }
}
