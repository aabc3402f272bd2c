using Commands.Tests.Dcmds.Kernel.Zfs;

namespace Commands.Tests.Dcmds.Kernel;

/// <summary>Reports of errors and noted traps, as samples/scenarios/zfs.scenario states them.</summary>
public class ErrorReportTests
{
    private const ulong Queue = 0xfffffe5b36000000;

    private const string Disk = "0x1a2b3c4d5e600001 ereport.io.scsi.cmd.disk.dev.serr\n";

    [Fact]
    public void Reports_that_the_panic_collected_come_first() =>
        Assert.Equal("ENA                CLASS\n" + Disk + "0x1a2b3c4d5e600401 ereport.fs.zfs.io\n", ZfsAsk.Ask("::ereport"));

    [Fact]
    public void A_report_shows_all_that_is_in_it() =>
        Assert.Equal(
            "ENA                CLASS\n" + Disk +
            """
                class='ereport.io.scsi.cmd.disk.dev.serr'
                ena=1a2b3c4d5e600001
                driver-assessment='fatal'

            """,
            ZfsAsk.Ask("::walk ereportq_dump | ::ereport -v"));

    [Theory]
    [InlineData("::walk ereportq_pend", "0xfffffe5b36001000\n")]
    [InlineData("::walk ereportq_dump", "0xfffffe5b36002000\n")]
    [InlineData("fffffe5b36000000::walk ereportq_dump", "0xfffffe5b36002000\n")]
    [InlineData("::ereport | where class =~ \"zfs\" | count", "1\n")]
    public void Walks_and_filters_find_reports(string command, string shown) => Assert.Equal(shown, ZfsAsk.Ask(command));

    [Fact]
    public void A_report_is_an_object() => Assert.Equal("0x1a2b3c4d5e600401", ZfsAsk.Json("::ereport")[1].GetProperty("ena").ToString());

    [Fact]
    public void Reports_in_a_circle_end() =>
        Assert.Contains(Disk, ZfsAsk.Damaged("::ereport", dump => dump.Set("errorq_elem_t", Queue + 0x300, "eqe_dump", Queue + 0x300)), StringComparison.Ordinal);

    [Fact]
    public void A_report_that_is_missing_leaves_the_others() =>
        Assert.Contains("zfs.io", ZfsAsk.Damaged("::ereport", dump => dump.Set("errorq_elem_t", Queue + 0x300, "eqe_data", 0x1000)), StringComparison.Ordinal);

    [Fact]
    public void Traps_are_newest_first() =>
        Assert.Equal(
            """
            CPU       TIMESTAMP TYPE Vec HANDLER           EIP
              0       2540be300 sysc   - ioctl             ioctl+0x20
              1       2540be200 trap   e #pf               taskq_thread+0x1a5
              1       2540be100 intr  60 cmntrap           idle+0x45

            """,
            ZfsAsk.Ask("::ttrace"));

    [Theory]
    [InlineData("::ttrace -t 0xfffffe5af000bfc0 | count", "1\n")]
    [InlineData("::ttrace | where cpu == 1 | count", "2\n")]
    [InlineData("::ttrace | where exception == \"#pf\"", "CPU       TIMESTAMP TYPE Vec HANDLER           EIP\n  1       2540be200 trap   e #pf               taskq_thread+0x1a5\n")]
    [InlineData("::walk ttrace | count", "3\n")]
    public void Walks_and_filters_find_traps(string command, string shown) => Assert.Equal(shown, ZfsAsk.Ask(command));

    [Fact]
    public void A_trap_has_its_registers()
    {
        System.Text.Json.JsonElement trap = ZfsAsk.Json("::ttrace -x | where cr2 == 18")[0];
        Assert.Equal("0xbad", trap.GetProperty("r_rax").ToString());
        Assert.Contains("     rax:              bad", ZfsAsk.Ask("fffffe5b37001178::ttrace -x"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_ring_that_cannot_be_is_left_out() =>
        Assert.DoesNotContain("sysc", ZfsAsk.Damaged("::ttrace", dump => dump.Put(0xfffffffffbc0b100, ZfsAsk.Word(0x10))), StringComparison.Ordinal);

    [Fact]
    public void Features_of_the_processors_have_their_names()
    {
        Assert.Equal("lgpg\ntsc\n", ZfsAsk.Ask("::x86_featureset"));
        Assert.Equal("tsc", Assert.Single(ZfsAsk.Json("::x86_featureset | where feature == 2")).GetProperty("name").ToString());
    }

    [Fact]
    public void An_address_lies_in_a_page()
    {
        string physical = ZfsAsk.Ask("p0::vtop").Split(' ')[^1].Trim();
        ulong frame = Convert.ToUInt64(physical, 16) >> 12;
        Assert.Equal($"Virtual address 0xfffffffffbc013b0 maps pfn 0x{frame:x}\n", ZfsAsk.Ask("p0::vatopfn"));
        Assert.Equal(frame.ToString(System.Globalization.CultureInfo.InvariantCulture), ZfsAsk.Json("p0::vatopfn")[0].GetProperty("pfn").ToString());
    }

    [Fact]
    public void An_address_without_a_page_has_none() =>
        Assert.Equal("mdb: no mapping for address 1000\n", TestSession.Text("1000::vatopfn", target: ZfsAsk.Dump).Error.Split("mdb: partial")[0]);
}
