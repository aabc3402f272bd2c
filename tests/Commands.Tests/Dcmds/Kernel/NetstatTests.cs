using Commands.Tests.Fakes;
using Conformance;
using DumpReader.Targets;
using DumpReader.Values;

namespace Commands.Tests.Dcmds.Kernel;

/// <summary>::netstat on the sockets of a dump, hung into tables that this makes for its first network stack.</summary>
public class NetstatTests
{
    private const ulong Stack = 0x10000;
    private const ulong Heads = 0x20000;
    private const ulong Tcp = 0x30000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_connection_has_its_two_ends(bool stock)
    {
        using PatchedTarget target = Open(out ulong connection);
        Answer answer = TestSession.Text("::netstat -P tcp -f inet", options => options.Stock = stock, target: target);
        Assert.Equal(
            "TCPv4            State         Local Address        Remote Address Stack Zone\n"
            + $"{connection:x16}  0       10.0.2.15.22           10.0.2.2.51022     0    0\n",
            answer.Out);
    }

    [Fact]
    public void A_listener_is_shown_when_all_are_asked_for()
    {
        using PatchedTarget target = Open(out ulong connection);
        target.Set("struct tcp_s", Tcp, "tcp_state", unchecked((ulong)-3));
        Assert.Single(TestSession.Text("::netstat -P tcp -f inet", target: target).Lines);
        Assert.Contains($"{connection:x} -3 10.0.2.15.22", TestSession.Text("::netstat -a -P tcp", target: target).Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_in_a_circle_ends_and_says_so()
    {
        using PatchedTarget target = Open(out ulong connection);
        target.Set("conn_t", connection, "conn_next", connection);
        Answer answer = TestSession.Text("::netstat", TestSession.Stock, target: target);
        Assert.Contains("mdb: partial: conn at", answer.Error, StringComparison.Ordinal);
    }

    private static PatchedTarget Open(out ulong connection)
    {
        var target = new PatchedTarget(DumpOpener.Open(new OpenRequest { Operands = [DumpCache.Folder("system")] }));
        ulong socket = At(target, "vnode_t", 0xfffffe5af6075bd0)["v_data"].AsUInt64();
        connection = At(target, "struct sonode", socket)["so_proto_handle"].AsUInt64();
        ulong stack = Convert.ToUInt64(TestSession.Text("::walk netstack", target: target).Lines[0], 16);
        target.Put(Stack, new byte[0x4000]);
        target.Put(Heads, new byte[64]);
        target.Put(Tcp, new byte[0x1000]);
        target.Put(At(target, "netstack_t", stack)["netstack_u.nu_s.nu_ip"].Address, BitConverter.GetBytes(Stack));
        target.Set("struct ip_stack", Stack, "ips_ipcl_conn_fanout", Heads);
        target.Set("struct ip_stack", Stack, "ips_ipcl_conn_fanout_size", 4);
        target.Set("connf_t", Heads, "connf_head", connection);
        target.Set("conn_t", connection, "conn_next", 0);
        target.Put(At(target, "conn_t", connection)["conn_proto_priv.cp_tcp"].Address, BitConverter.GetBytes(Tcp));
        return target;
    }

    private static Value At(PatchedTarget target, string type, ulong address) =>
        new(target.Memory, target.Types.Find(null, type, out _)!, address);
}
