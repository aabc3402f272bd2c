using Conformance;
using DumpBuilder;
using DumpBuilder.Slabs;
using DumpReader.Targets;

namespace Commands.Tests.Dcmds.Kernel;

/// <summary>The dump of samples/scenarios/network.scenario, with routes.</summary>
internal sealed class NetworkDump : IDisposable
{
    private const ulong Stack = 0xfffffe5b80001000;
    private const ulong Loopback = 0xfffffe5b80008000;
    private const ulong Ethernet = 0xfffffe5b80008400;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mdb-network-");

    /// <param name="damage">Done to the dump before it is written.</param>
    public NetworkDump(Action<DumpImage>? damage = null) => Target = Open(_folder.FullName, damage);

    public static SlabCache Routes { get; } = Cache("ire_cache", 144, 4, 0xfffffe5b90000000);

    private static SlabCache Destinations { get; } = Cache("dce_cache", 48, 1, 0xfffffe5ba0000000);

    private static SlabCache Connections { get; } = Cache("tcp_conn_cache", 80, 1, 0xfffffe5bb0000000);

    public ITarget Target { get; }

    public Answer Ask(string text, bool stock = false) => TestSession.Text(text, options => options.Stock = stock, target: Target);

    /// <summary>Writes the dump into a folder and opens it.</summary>
    public static ITarget Open(string folder, Action<DumpImage>? damage = null)
    {
        DumpImage image = Scenario.Load(Path.Combine(RepositoryPaths.Folder, "../../samples/scenarios/network.scenario"));
        SlabHeap.Add(image, 0xfffffe5af8000000, [Routes, Destinations, Connections]);
        Route(image, 0, type: 2, flags: 3, mask: 0, address: 0, gateway: 0x0202000a, source: 0, Ethernet);
        Route(image, 1, type: 0x80, flags: 1, mask: 0x00ffffff, address: 0x0002000a, gateway: 0, source: 0x0f02000a, Ethernet);
        Route(image, 2, type: 8, flags: 5, mask: 0xffffffff, address: 0x0100007f, gateway: 0x0100007f, source: 0, Loopback);
        Route(image, 3, type: 1, flags: 5, mask: 0xffffffff, address: 0xff02000a, gateway: 0, source: 0, Ethernet);
        image.SetMember(Destinations.Buffer(0), "dce_t", "dce_ipversion", 4);
        image.SetMember(Destinations.Buffer(0), "dce_t", "dce_u.dceu_v4addr", 0x08080808);
        image.SetMember(Destinations.Buffer(0), "dce_t", "dce_pmtu", 1400);
        image.SetMember(Destinations.Buffer(0), "dce_t", "dce_refcnt", 2);
        image.SetMember(Connections.Buffer(0), "conn_t", "conn_proto", 6);
        image.SetMember(Connections.Buffer(0), "conn_t", "conn_ipversion", 6);
        image.SetMember(Connections.Buffer(0), "conn_t", "conn_ref", 1);
        image.SetMember(Connections.Buffer(0), "conn_t", "u_port.connu_ports.connu_lport", 0x1600);
        damage?.Invoke(image);
        string unix = Path.Combine(folder, "unix.0");
        string core = Path.Combine(folder, "vmcore.0");
        image.Write(unix, core);
        return DumpOpener.Open(new OpenRequest { Operands = [unix, core] });
    }

    public void Dispose()
    {
        Target.Dispose();
        _folder.Delete(recursive: true);
    }

    private static SlabCache Cache(string name, ulong size, long count, ulong address) => new(name, size, count, address) { Arena = 0xfffffffffbd9d000 };

    private static void Route(DumpImage image, long index, ulong type, ulong flags, uint mask, uint address, uint gateway, uint source, ulong link)
    {
        ulong route = Routes.Buffer(index);
        image.SetMember(route, "ire_t", "ire_ipversion", 4);
        image.SetMember(route, "ire_t", "ire_type", type);
        image.SetMember(route, "ire_t", "ire_flags", flags);
        image.SetMember(route, "ire_t", "ire_ill", link);
        image.SetMember(route, "ire_t", "ire_ipst", Stack);
        image.SetMember(route, "ire_t", "ire_refcnt", (ulong)index + 1);
        image.SetMember(route, "ire_t", "ire_ib_pkt_count", 100 * (ulong)index);
        image.SetMember(route, "ire_t", "ire_ob_pkt_count", 7);
        image.SetMember(route, "ire_t", "ire_metrics.iulp_mtu", 1500);
        image.SetMember(route, "ire_t", "ire_u.ire4_u.ire4_mask", mask);
        image.SetMember(route, "ire_t", "ire_u.ire4_u.ire4_addr", address);
        image.SetMember(route, "ire_t", "ire_u.ire4_u.ire4_gateway_addr", gateway);
        image.SetMember(route, "ire_t", "ire_u.ire4_u.ire4_setsrc_addr", source);
    }
}
