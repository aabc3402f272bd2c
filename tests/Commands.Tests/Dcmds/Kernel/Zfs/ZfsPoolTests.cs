namespace Commands.Tests.Dcmds.Kernel.Zfs;

/// <summary>Pools, their devices and the cache, as samples/scenarios/zfs.scenario states them.</summary>
public class ZfsPoolTests
{
    [Fact]
    public void The_statistics_of_the_cache_are_in_megabytes_where_they_count_bytes() =>
        Assert.Equal(
            """
            hits                      =      1000
            misses                    =         7
            p                         =      1024 MB
            size                      =      1536 MB
            arc_meta_used             =       128 MB
            l2_hdr_size               =         0 MB
            memory_throttle_count     =         2
            arc_no_grow               =         1
            arc_tempreserve           =         3 MB

            """,
            ZfsAsk.Ask("::arc"));

    [Theory]
    [InlineData("-b", "size                      = 1610612736 B\n")]
    [InlineData("-k", "size                      =   1572864 KB\n")]
    [InlineData("-g", "size                      =         1 GB\n")]
    public void The_statistics_of_the_cache_have_the_unit_that_is_asked_for(string option, string line) =>
        Assert.Contains(line, ZfsAsk.Ask($"::arc {option}"), StringComparison.Ordinal);

    [Fact]
    public void Pools_are_listed_by_name() =>
        Assert.Equal(
            """
            ADDR                 STATE NAME                                                
            fffffe5b20000000    ACTIVE rpool
            fffffe5b20001000    ACTIVE tank

            """,
            ZfsAsk.Ask("::spa"));

    [Fact]
    public void The_devices_of_a_pool_are_a_tree() =>
        Assert.Equal(
            """
            ADDR                 STATE NAME                                                
            fffffe5b20001000    ACTIVE tank

                ADDR             STATE     AUX          DESCRIPTION                        
                fffffe5b20004000 DEGRADED  -            root
                fffffe5b20005000 DEGRADED  -              mirror
                fffffe5b20006000 HEALTHY   -                /dev/dsk/c1t0d0s0
                fffffe5b20007000 FAULTED   ERR_EXCEEDED     /dev/dsk/c1t1d0s0


            """,
            ZfsAsk.Ask("fffffe5b20001000::spa -v"));

    [Fact]
    public void The_errors_of_a_device_are_counted() =>
        Assert.Equal(
            """
            ADDR             STATE     AUX          DESCRIPTION                        
            fffffe5b20007000 FAULTED   ERR_EXCEEDED /dev/dsk/c1t1d0s0

                           READ        WRITE         FREE        CLAIM        IOCTL
            OPS            0x32         0xc7            0            0          0x1
            BYTES       0x32000      0xc7000            0            0            0
            EREAD           0x2
            EWRITE         0x1e
            ECKSUM          0x7


            """,
            ZfsAsk.Ask("fffffe5b20007000::vdev -e"));

    [Fact]
    public void The_space_of_a_device_is_shown_with_its_regions_and_histograms() =>
        Assert.Equal(
            """
            ADDR             STATE     AUX          DESCRIPTION                        
            fffffe5b20005000 DEGRADED  -            mirror

            ADDR                   FREE FRAGMENTATION
            fffffe5b20010100        62%           12%
                             12:     40 ****************************************
                             13:     20 ********************
                             14:      0 
                             15:      1 *


            ADDR                 ID               OFFSET       FREE FRAGMENTATION
            fffffe5b20011000      0                    0       384M           12%
                             12:     40 ****************************************
                             13:     20 ********************
            fffffe5b20012000      1             20000000       512M             -


            """,
            ZfsAsk.Ask("fffffe5b20005000::vdev -mMh"));

    [Fact]
    public void The_devices_of_a_pool_can_be_filtered_by_column() =>
        Assert.Equal("vdev_state = 0x5\n", ZfsAsk.Ask("::walk spa | ::spa_vdevs | where state == \"FAULTED\" | ::print vdev_t vdev_state"));

    [Fact]
    public void The_configuration_of_a_pool_is_a_list_of_names_and_values() =>
        Assert.Equal(
            """
            version=0000000000001388
            name='tank'
            txg=0000000000000064
            vdev_tree
                type='root'
                guid=0000deadbeef1234

            """,
            ZfsAsk.Ask("fffffe5b20001000::spa_config"));

    [Fact]
    public void A_pool_without_a_configuration_has_none() => Assert.Equal("(none)\n", ZfsAsk.Ask("fffffe5b20000000::spa_config"));

    [Fact]
    public void Settings_are_those_that_the_kernel_has() =>
        Assert.Equal("zfs_arc_max = 0x80000000\nzfs_deadman_enabled = 0x1\nzfs_txg_timeout = 0x5\n", ZfsAsk.Ask("::zfs_params"));

    [Fact]
    public void Messages_are_oldest_first() =>
        Assert.Equal("spa=tank async request task=1\nvdev=/dev/dsk/c1t1d0s0 is hung\n", ZfsAsk.Ask("::zfs_dbgmsg"));

    [Theory]
    [InlineData("::arc -b | where value > 40000000 | select name", "size", "name")]
    [InlineData("::spa | where name == \"tank\"", "ACTIVE", "state")]
    [InlineData("::zfs_params | where value == 5", "zfs_txg_timeout", "name")]
    [InlineData("fffffe5b20001000::spa_vdevs -m | where fragmentation == 0t12", "0xfffffe5b20011000", "addr")]
    [InlineData("fffffe5b20001000::spa_vdevs -M | where free_percent == 0t62", "0xfffffe5b20010100", "addr")]
    public void A_row_is_an_object_and_filters_know_its_columns(string command, string value, string column) =>
        Assert.Equal(value, Assert.Single(ZfsAsk.Json(command)).GetProperty(column).ToString());

    [Fact]
    public void Devices_that_contain_themselves_are_shown_once()
    {
        string shown = ZfsAsk.Damaged("fffffe5b20001000::spa_vdevs", dump => dump.Put(0xfffffe5b20005800, ZfsAsk.Word(ZfsAsk.Mirror)));
        Assert.Equal(4, shown.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void A_device_that_is_missing_leaves_the_others()
    {
        string shown = ZfsAsk.Damaged("fffffe5b20001000::spa_vdevs", dump => dump.Put(0xfffffe5b20005800, ZfsAsk.Word(0x1000)));
        Assert.Contains("c1t1d0s0", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void More_devices_than_any_pool_has_are_not_believed() =>
        Assert.Contains("mirror", ZfsAsk.Damaged("fffffe5b20001000::spa_vdevs", dump => dump.Set("vdev_t", ZfsAsk.Mirror, "vdev_children", ulong.MaxValue)), StringComparison.Ordinal);

    [Fact]
    public void Pools_whose_tree_is_a_circle_end() =>
        Assert.Contains("tank", ZfsAsk.Damaged("::spa", dump => dump.Put(0xfffffe5b20001010, ZfsAsk.Word(0xfffffe5b20001008))), StringComparison.Ordinal);
}
