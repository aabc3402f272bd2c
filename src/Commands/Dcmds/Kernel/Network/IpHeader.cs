using System.Buffers.Binary;
using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>Shows a header of IPv4 (RFC 791).</summary>
[Dcmd("iphdr")]
internal sealed class IpHeader : PacketDcmd<IpHeader.Row>
{
    private static readonly BitName[] Flags = FlagNames.Table(("RF", 0x8000), ("DF", 0x4000), ("MF", 0x2000));

    public override DcmdInfo Info { get; } =
        Describe("iphdr", "an IPv4", "version, length in bytes, type of service, time to live,\nprotocol, identification, offset and flags of the fragment, length of the packet, checksum, source, destination");

    protected override int Size => 20;

    protected override Table<Row> Layout { get; } = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("version", r => r.Version), new("header", r => r.Header), new("tos", r => r.Service),
            new("ttl", r => r.Hops), new("protocol", r => InternetProtocol.Name(r.Protocol)), new("id", r => r.Id), new("offset", r => r.Offset),
            new("flags", r => r.Flags), new("length", r => r.Length), new("checksum", r => r.Checksum), new("source", r => r.Source),
            new("destination", r => r.Destination),
        ],
        "            ADDR V HLEN TOS TTL PROTO   ID OFFSET FLAGS   LEN  SUM          SOURCE     DESTINATION",
        (r, w) => w.Printf("%0?p %d %4d %3x %3d %-5s %4x %6d %-5s %5d %4x %15s %15s\n", r.Address, r.Version, r.Header, r.Service, r.Hops,
            InternetProtocol.Name(r.Protocol), r.Id, r.Offset, r.Flags, r.Length, r.Checksum, r.Source, r.Destination));

    protected override Row Read(ReadOnlySpan<byte> bytes, ulong address, out int length)
    {
        length = (bytes[0] & 0xf) * 4;
        int fragment = BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]);
        return new Row(address, bytes[0] >> 4, length, bytes[1], bytes[8], bytes[9], BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]),
            (fragment & 0x1fff) * 8, FlagNames.Of((ulong)fragment, Flags), BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            BinaryPrimitives.ReadUInt16BigEndian(bytes[10..]), NetworkAddress.Ip4(BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..])),
            NetworkAddress.Ip4(BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..])));
    }

    internal sealed record Row(
        ulong Address, int Version, int Header, int Service, int Hops, int Protocol, int Id, int Offset, string Flags, int Length, int Checksum,
        string Source, string Destination);
}
