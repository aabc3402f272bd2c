using System.Buffers.Binary;
using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>Shows a header of SCTP (RFC 9260).</summary>
[Dcmd("sctphdr")]
internal sealed class SctpHeader : PacketDcmd<SctpHeader.Row>
{
    public override DcmdInfo Info { get; } = Describe("sctphdr", "an SCTP", "ports, tag of the association, checksum");

    protected override int Size => 12;

    protected override Table<Row> Layout { get; } = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("source_port", r => r.Source), new("destination_port", r => r.Destination),
            new("tag", r => (ulong)r.Tag), new("checksum", r => (ulong)r.Checksum),
        ],
        "            ADDR SPORT DPORT      TAG      SUM",
        (r, w) => w.Printf("%0?p %5d %5d %8x %8x\n", r.Address, r.Source, r.Destination, r.Tag, r.Checksum));

    protected override Row Read(ReadOnlySpan<byte> bytes, ulong address, out int length)
    {
        length = Size;
        return new Row(address, BinaryPrimitives.ReadUInt16BigEndian(bytes), BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]));
    }

    internal sealed record Row(ulong Address, int Source, int Destination, uint Tag, uint Checksum);
}
