using System.Buffers.Binary;
using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>Shows a header of TCP (RFC 9293).</summary>
[Dcmd("tcphdr")]
internal sealed class TcpHeader : PacketDcmd<TcpHeader.Row>
{
    private static readonly BitName[] Flags =
        FlagNames.Table(("FIN", 0x1), ("SYN", 0x2), ("RST", 0x4), ("PSH", 0x8), ("ACK", 0x10), ("URG", 0x20), ("ECE", 0x40), ("CWR", 0x80));

    public override DcmdInfo Info { get; } =
        Describe("tcphdr", "a TCP", "ports, sequence numbers, length in bytes, flags, window, checksum, pointer to urgent data");

    protected override int Size => 20;

    protected override Table<Row> Layout { get; } = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("source_port", r => r.Source), new("destination_port", r => r.Destination),
            new("seq", r => (ulong)r.Sequence), new("ack", r => (ulong)r.Acknowledged), new("header", r => r.Header), new("flags", r => r.Flags),
            new("window", r => r.Window), new("checksum", r => r.Checksum), new("urgent", r => r.Urgent),
        ],
        "            ADDR SPORT DPORT        SEQ        ACK HLEN   WIN  SUM   URP FLAGS",
        (r, w) => w.Printf("%0?p %5d %5d %10u %10u %4d %5d %4x %5d <%s>\n", r.Address, r.Source, r.Destination, r.Sequence, r.Acknowledged, r.Header,
            r.Window, r.Checksum, r.Urgent, r.Flags));

    protected override Row Read(ReadOnlySpan<byte> bytes, ulong address, out int length)
    {
        length = (bytes[12] >> 4) * 4;
        return new Row(address, BinaryPrimitives.ReadUInt16BigEndian(bytes), BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]), length,
            FlagNames.Of(bytes[13], Flags), BinaryPrimitives.ReadUInt16BigEndian(bytes[14..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt16BigEndian(bytes[18..]));
    }

    internal sealed record Row(
        ulong Address, int Source, int Destination, uint Sequence, uint Acknowledged, int Header, string Flags, int Window, int Checksum, int Urgent);
}
