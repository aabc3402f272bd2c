using DumpBuilder;

namespace Commands.Tests.Dcmds.Kernel;

/// <summary>Interfaces, addresses, routes, neighbours and packets of a dump that states them.</summary>
public sealed class NetworkTests : IDisposable
{
    private readonly NetworkDump _dump = new();

    public void Dispose() => _dump.Dispose();

    [Fact]
    public void Interfaces_stand_by_version_name_and_unit() => Answers("::ill",
        "            ADDR NAME       VER TYPE        CNT               WQ FLAGS",
        "fffffe5b80008000 lo0        v4  LOOPBACK      1 fffffe5b8000a000 UP,LOOPBACK,RUNNING,MULTICAST,IPv4",
        "fffffe5b80008400 e1000g0    v4  ETHER        12 fffffe5b8000a100 UP,BROADCAST,RUNNING,MULTICAST,IPv4",
        "fffffe5b80008800 e1000g0    v6  ETHER         3 fffffe5b8000a200 UP,BROADCAST,RUNNING,MULTICAST,IPv6");

    [Fact]
    public void The_long_form_of_an_interface_has_the_address_of_its_link() => Answers("fffffe5b80008400::ill -v",
        "            ADDR NAME       VER TYPE        CNT               WQ FLAGS",
        "          PHYINT      INDEX   MTU ZONE        UP             IPST LINK ADDRESS",
        "fffffe5b80008400 e1000g0    v4  ETHER        12 fffffe5b8000a100 UP,BROADCAST,RUNNING,MULTICAST,IPv4",
        "fffffe5b8000b100          2  1500    0         2 fffffe5b80001000 8:0:20:ca:fe:1");

    [Fact]
    public void Logical_interfaces_have_address_and_prefix() => Answers("::ipif",
        "            ADDR NAME           CNT  ZONE ADDRESS                        FLAGS",
        "fffffe5b80009000 lo0              1     0 127.0.0.1/8                    UP,IPv4",
        "fffffe5b80009100 e1000g0          3     0 10.0.2.15/24                   UP,DHCP,IPv4",
        "fffffe5b80009200 e1000g0:1        2     3 192.168.1.7/28                 UP,IPv4",
        "fffffe5b80009300 e1000g0          1     0 fe80::a00:20ff:feca:fe01/64    UP,IPv6");

    [Fact]
    public void The_long_form_of_a_logical_interface_has_its_net() => Answers("fffffe5b80009100::ipif -v",
        "            ADDR NAME           CNT  ZONE ADDRESS                        FLAGS",
        "             ILL            LOCAL STATE SUBNET               BROADCAST            PEER",
        "fffffe5b80009100 e1000g0          3     0 10.0.2.15/24                   UP,DHCP,IPv4",
        "fffffe5b80008400 fffffe5b90000000     0 10.0.2.0             10.0.2.255           0.0.0.0");

    [Fact]
    public void Routes_have_destination_kind_and_interface() => Answers("::ire",
        "            ADDR                            SRC                            DST  TYPE  FLG IF",
        "fffffe5b90000000                        0.0.0.0                        default DEFLT   UG e1000g0",
        "fffffe5b90000090                      10.0.2.15                    10.0.2.0/24   IFR    U e1000g0",
        "fffffe5b90000120                        0.0.0.0                      127.0.0.1  LOOP   UH lo0",
        "fffffe5b900001b0                        0.0.0.0                     10.0.2.255 BCAST   UH e1000g0");

    [Fact]
    public void The_long_form_of_a_route_has_its_gateway() => Answers("fffffe5b90000000::ire -v",
        "            ADDR                            SRC                            DST  TYPE  FLG IF",
        "            IPST                        GATEWAY              NCE  ZONE   REF        IN       OUT",
        "fffffe5b90000000                        0.0.0.0                        default DEFLT   UG e1000g0",
        "fffffe5b80001000                       10.0.2.2 0000000000000000     0     1         0         7");

    [Fact]
    public void The_routing_table_leaves_out_broadcasts() => Answers("::netstat -r",
        "Routing Table: IPv4",
        "  Destination        Gateway              Flags Ref   Use        Interface",
        "-------------------- -------------------- ----- ----- ---------- ---------",
        "default              10.0.2.2             UG        1          7 e1000g0",
        "10.0.2.0             10.0.2.15            U         2        107 e1000g0",
        "127.0.0.1            127.0.0.1            UH        3        207 lo0",
        "Routing Table: IPv6",
        "  Destination               Gateway                     Flags Ref   Use        Interface",
        "--------------------------- --------------------------- ----- ----- ---------- ---------");

    [Fact]
    public void The_long_routing_table_has_masks_and_all_on_demand() => Answers("::netstat -rav -f inet",
        "IRE Table: IPv4",
        "  Destination        Mask            Gateway              Device Mxfrg Rtt   Ref Flg  Out    In/Fwd",
        "-------------------- --------------- -------------------- ------ ----- ----- --- ---- ------ ------",
        "default              0.0.0.0         10.0.2.2             e1000g0  1500     0   1 UG        7      0",
        "10.0.2.0             255.255.255.0   10.0.2.15            e1000g0  1500     0   2 U         7    100",
        "127.0.0.1            255.255.255.255 127.0.0.1            lo0     1500     0   3 UH        7    200",
        "10.0.2.255           255.255.255.255 0.0.0.0              e1000g0  1500     0   4 UH        7    300");

    [Fact]
    public void Neighbours_are_found_by_chain() => Answers("::ncec",
        "            ADDR                        ADDRESS STATE        FLAGS   REF              ILL",
        "fffffe5b8000d000                       10.0.2.2 REACHABLE        4     2 fffffe5b80008400",
        "fffffe5b8000d100                       10.0.2.3 INCOMPLETE       0     1 fffffe5b80008400",
        "fffffe5b8000d200                        fe80::1 STALE            0     1 fffffe5b80008800");

    [Fact]
    public void What_an_interface_knows_of_a_neighbour_says_that_it_is_condemned() => Answers("::nce",
        "            ADDR                        ADDRESS F   REF              ILL             NCEC",
        "fffffe5b8000e000                       10.0.2.2 C     4 fffffe5b80008400 fffffe5b8000d000");

    [Fact]
    public void The_long_form_of_connections_says_how_far_TCP_is() => Answers("::netstat -v -P tcp -f inet",
        "TCPv4            State         Local Address        Remote Address Stack Zone",
        "fffffe5b8000f000  0       10.0.2.15.22           10.0.2.2.51022     0    0",
        "    suna=a0 snxt=b0 swnd=8000 cwnd=0 unsent=0 rnxt=1234 rwnd=4000 rto=0 mss=5b4");

    [Fact]
    public void Sockets_of_AF_UNIX_have_their_paths() => Answers("::netstat -f unix",
        "AF_UNIX          Type       Vnode            Conn             Local Addr     Remote Addr    Zone",
        "fffffe5b80010000 stream     fffffe5b80010500 0000000000000000 /var/run/log                  0",
        "fffffe5b80010200 stream     0000000000000000 fffffe5b80010500                /var/run/log   3");

    [Fact]
    public void Headers_of_packets_lead_from_one_to_the_next()
    {
        Answers("fffffe5b80011000::iphdr",
            "            ADDR V HLEN TOS TTL PROTO   ID OFFSET FLAGS   LEN  SUM          SOURCE     DESTINATION",
            "fffffe5b80011000 4   24   0  64 TCP   1234      0 DF       48 abcd       10.0.2.15        10.0.2.2");
        Answers("fffffe5b80011000::iphdr | ::tcphdr",
            "            ADDR SPORT DPORT        SEQ        ACK HLEN   WIN  SUM   URP FLAGS",
            "fffffe5b80011018    22 51022        256        512   20  8192 beef     0 <PSH,ACK>");
        Answers("fffffe5b80011100::ip6hdr | ::udphdr",
            "            ADDR SPORT DPORT   LEN  SUM",
            "fffffe5b80011128    53 49152     8 1234");
        Answers("fffffe5b80011100::ip6hdr",
            "            ADDR V CL  FLOW  PLEN NEXT  HOP SOURCE                         DESTINATION",
            "fffffe5b80011100 6  1 23456     8 UDP    64 fe80::1                        ff02::2");
        Answers("fffffe5b80011130::sctphdr",
            "            ADDR SPORT DPORT      TAG      SUM",
            "fffffe5b80011130     7     8        9        a");
        Assert.Contains("can't read header at 123", _dump.Ask("123::iphdr").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("::walk ip_stacks", "fffffe5b80001000 fffffe5b80002000")]
    [InlineData("::walk illif", "fffffe5b80007000 fffffe5b80007100 fffffe5b80007200")]
    [InlineData("fffffe5b80001000::walk illif_stack", "fffffe5b80007000 fffffe5b80007100 fffffe5b80007200")]
    [InlineData("fffffe5b80002000::walk ill", "")]
    [InlineData("fffffe5b80008400::walk ipif_list", "fffffe5b80009100 fffffe5b80009200")]
    [InlineData("fffffe5b80001000::walk ncec_stack", "fffffe5b8000d000 fffffe5b8000d100 fffffe5b8000d200")]
    [InlineData("::walk conn_hash", "fffffe5b8000f000")]
    [InlineData("::walk udp_hash", "")]
    [InlineData("::walk proto_hash", "")]
    [InlineData("::walk srcid | ::print srcid_map_t sm_srcid", "sm_srcid = 0x5")]
    [InlineData("::walk sonode", "fffffe5b80010000 fffffe5b80010200")]
    [InlineData("fffffe5b90000000::walk ire_next", "fffffe5b90000000")]
    public void Walkers_yield_what_the_scenario_states(string command, string expected)
    {
        Answer answer = _dump.Ask(command);
        Assert.Equal("", answer.Error);
        Assert.Equal(expected, string.Join(' ', answer.Lines.Select(line => line.Replace("0xfffffe", "fffffe", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_source_address_that_is_held_by_number_is_shown() => Answers("::srcid_status",
        "            ADDR    ID  ZONE   REF ADDRESS",
        "fffffe5b80006000     5     0     1 10.0.2.15");

    [Theory]
    [InlineData("::ill", "struct _ill_if_s_", 0xfffffe5b80007100, "illif_next", 0xfffffe5b80007100)]
    [InlineData("::ipif", "ipif_t", 0xfffffe5b80009200, "ipif_next", 0xfffffe5b80009100)]
    [InlineData("::ncec", "ncec_t", 0xfffffe5b8000d100, "ncec_next", 0xfffffe5b8000d000)]
    [InlineData("::nce", "nce_t", 0xfffffe5b8000e000, "nce_node.list_next", 0xfffffe5b8000e000)]
    [InlineData("::netstat -f unix", "sotpi_info_t", 0xfffffe5b80010300, "sti_next_so", 0xfffffe5b80010000)]
    [InlineData("fffffe5b90000000::walk ire_next", "ire_t", 0xfffffe5b90000000, "ire_next", 0xfffffe5b90000000)]
    [InlineData("::walk srcid", "struct srcid_map", 0xfffffe5b80006000, "sm_next", 0xfffffe5b80006000)]
    [InlineData("::ill", "ill_t", 0xfffffe5b80008400, "ill_avl_byppa.avl_child[0]", 0xfffffe5b80008500)]
    public void A_list_in_a_circle_ends_and_says_so(string command, string type, ulong address, string member, ulong value)
    {
        using var damaged = new NetworkDump(image => image.SetMember(address, type, member, value));
        Answer answer = damaged.Ask(command);
        Assert.Contains("mdb: partial: ", answer.Error, StringComparison.Ordinal);
        Assert.True(answer.Lines.Length < 10);
    }

    [Fact]
    public void Destinations_come_out_of_their_cache() => Answers("::dce",
        "            ADDR                    DESTINATION   FLG  PMTU    IDENT INDEX   REF",
        "fffffe5ba0000000                        8.8.8.8     0  1400        0     0     2");

    [Fact]
    public void Connections_of_every_protocol_come_out_of_their_caches() => Answers("::conn_status",
        "            ADDR PROTO   REF  ZONE    FLAGS LOCAL                                REMOTE",
        "fffffe5bb0000000 TCP       1     0        0 ::.22                                ::.0");

    [Fact]
    public void Without_a_cache_of_routes_there_is_a_message()
    {
        Answer answer = TestSession.Text("::walk ire", target: SampleDumps.Open("bhyve-old"));
        Assert.Contains("mdb: the dump has no cache ire_cache", answer.Error, StringComparison.Ordinal);
        Assert.Equal(1, answer.Status);
    }

    private void Answers(string command, params string[] lines)
    {
        Answer answer = _dump.Ask(command);
        Assert.Equal("", answer.Error);
        Assert.Equal(lines, answer.Out.TrimEnd('\n').Split('\n').Select(line => line.TrimEnd()));
    }
}
