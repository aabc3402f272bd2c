using System.Buffers.Binary;
using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>Shows a header of UDP (RFC 768).</summary>
[Dcmd("udphdr")]
internal sealed class UdpHeader : PacketDcmd<UdpHeader.Row>
{
    public override DcmdInfo Info { get; } = Describe("udphdr", "a UDP", "ports, length with the header, checksum");

    protected override int Size => 8;

    protected override Table<Row> Layout { get; } = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("source_port", r => r.Source), new("destination_port", r => r.Destination),
            new("length", r => r.Length), new("checksum", r => r.Checksum),
        ],
        "            ADDR SPORT DPORT   LEN  SUM",
        (r, w) => w.Printf("%0?p %5d %5d %5d %4x\n", r.Address, r.Source, r.Destination, r.Length, r.Checksum));

    protected override Row Read(ReadOnlySpan<byte> bytes, ulong address, out int length)
    {
        length = Size;
        return new Row(address, BinaryPrimitives.ReadUInt16BigEndian(bytes), BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]));
    }

    internal sealed record Row(ulong Address, int Source, int Destination, int Length, int Checksum);
}
