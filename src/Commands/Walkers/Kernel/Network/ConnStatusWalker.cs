using Commands.Pipeline;

namespace Commands.Walkers.Kernel.Network;

/// <summary>Connections of every protocol.</summary>
[Walker("conn_status")]
internal sealed class ConnStatusWalker : Walker
{
    public override WalkerInfo Info { get; } = new("conn_status", "walk connections of every protocol") { Module = "ip", Yields = "conn_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) => CacheWalk.Of(run, Info.Yields!,
        "ip_conn_cache", "tcp_conn_cache", "udp_conn_cache", "rawip_conn_cache", "rts_conn_cache");
}
