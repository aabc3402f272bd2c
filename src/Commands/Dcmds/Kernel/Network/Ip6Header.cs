using System.Buffers.Binary;
using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>Shows a header of IPv6 (RFC 8200).</summary>
[Dcmd("ip6hdr")]
internal sealed class Ip6Header : PacketDcmd<Ip6Header.Row>
{
    public override DcmdInfo Info { get; } =
        Describe("ip6hdr", "an IPv6", "version, class, label of the flow, bytes behind it, next header, hop limit, source, destination");

    protected override int Size => 40;

    protected override Table<Row> Layout { get; } = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("version", r => r.Version), new("class", r => r.Class), new("flow", r => r.Flow),
            new("payload", r => r.Payload), new("next", r => InternetProtocol.Name(r.Next)), new("hops", r => r.Hops), new("source", r => r.Source),
            new("destination", r => r.Destination),
        ],
        "            ADDR V CL  FLOW  PLEN NEXT  HOP SOURCE                         DESTINATION",
        (r, w) => w.Printf("%0?p %d %2x %5x %5d %-5s %3d %-30s %s\n", r.Address, r.Version, r.Class, r.Flow, r.Payload,
            InternetProtocol.Name(r.Next), r.Hops, r.Source, r.Destination));

    protected override Row Read(ReadOnlySpan<byte> bytes, ulong address, out int length)
    {
        length = Size;
        int first = BinaryPrimitives.ReadInt32BigEndian(bytes);
        return new Row(address, (int)((uint)first >> 28), (first >> 20) & 0xff, first & 0xfffff, BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]),
            bytes[6], bytes[7], NetworkAddress.Ip6(bytes[8..]), NetworkAddress.Ip6(bytes[24..]));
    }

    internal sealed record Row(ulong Address, int Version, int Class, int Flow, int Payload, int Next, int Hops, string Source, string Destination);
}
