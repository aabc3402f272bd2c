using System.Text.Json;
using Commands.Output;
using DumpReader.Types;

namespace Commands.Pipeline.Printing;

/// <summary><c>ipaddr_t</c>, <c>in_addr_t</c>, <c>struct in_addr</c> (4 bytes) and <c>in6_addr_t</c>, <c>struct in6_addr</c> (16 bytes).</summary>
internal sealed class NetworkAddressPlan(CType type, int size) : ScalarPlan(type)
{
    private const int Ip6Size = 16;

    public override ulong Extent => (ulong)size;

    public override bool TryLoad(ref PrintFrame frame, ulong bit, out ulong bits)
    {
        Span<byte> bytes = stackalloc byte[Ip6Size];
        bits = 0;
        return size == Ip6Size ? frame.TryRead(bit, bytes) : frame.TryLoad(bit, size, out bits);
    }

    protected override string FaultText(string name, ulong bit) => $"{size} bytes";

    public override void WriteValue(ref PrintFrame frame, ulong bit, ulong bits) => frame.Writer.Write(Text(ref frame, bit, bits));

    protected override void WriteJsonValue(ref PrintFrame frame, Utf8JsonWriter json, ulong bit, ulong bits) =>
        json.WriteStringValue(Text(ref frame, bit, bits));

    public override bool TryItem(ref PrintFrame frame, ulong bit, out Item item)
    {
        if (Type.Resolve() is not StructType)
        {
            return base.TryItem(ref frame, bit, out item);
        }

        item = new Item(frame.AddressOf(bit), Type, frame.Space);
        return true;
    }

    private string Text(ref PrintFrame frame, ulong bit, ulong bits)
    {
        if (size != Ip6Size)
        {
            return NetworkAddress.Ip4((uint)bits);
        }

        Span<byte> bytes = stackalloc byte[Ip6Size];
        frame.TryRead(bit, bytes);
        return NetworkAddress.Ip6(bytes);
    }
}
