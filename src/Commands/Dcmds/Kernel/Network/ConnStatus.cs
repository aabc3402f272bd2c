using Commands.Dcmds.Kernel.Files;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>Lists connections of every protocol.</summary>
[Dcmd("conn_status")]
internal sealed class ConnStatus : Dcmd
{
    private static readonly Table<Value> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("protocol", r => InternetProtocol.Name((int)r.Number("conn_proto"))), new("refcnt", r => r.Number("conn_ref")),
            new("zone", r => r.Signed("conn_zoneid")), new("flags", r => r.Number("conn_flags")), new("local", r => Local(r).Host),
            new("local_port", r => Local(r).Port), new("remote", r => Remote(r).Host), new("remote_port", r => Remote(r).Port),
        ],
        "            ADDR PROTO   REF  ZONE    FLAGS LOCAL                                REMOTE",
        Write);

    public override DcmdInfo Info { get; } = new("conn_status", "display connection structures")
    {
        Address = AddressUse.Optional,
        Module = "ip",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows a connection, or those of every protocol: protocol, holders, zone, flags, both ends.",
        Examples = ["::conn_status"],
    };

    public override string? InputType => "conn_t";

    public override Status Invoke(Invocation call) =>
        call.Arguments.Count > 0 ? Status.Usage : KernelObject.EachRow(call, "conn_status", "conn_t", Layout);

    private static void Write(Value row, MdbWriter writer) => writer.Printf("%0?p %-5s %5d %5d %8x %-36s %s\n", row.Address,
        InternetProtocol.Name((int)row.Number("conn_proto")), (uint)row.Number("conn_ref"), (int)row.Signed("conn_zoneid"),
        (uint)row.Number("conn_flags"), $"{Local(row).Host}.{Local(row).Port}", $"{Remote(row).Host}.{Remote(row).Port}");

    private static SocketAddress Local(Value connection) => SocketEnds.End(connection, Family(connection), "laddr", "lport");

    private static SocketAddress Remote(Value connection) => SocketEnds.End(connection, Family(connection), "faddr", "fport");

    private static int Family(Value connection) => connection.IsVersion6("conn_ipversion") ? SocketAddress.Inet6 : SocketAddress.Inet;
}
