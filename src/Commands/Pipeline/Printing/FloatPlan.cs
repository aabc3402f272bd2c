using System.Buffers.Binary;
using System.Text.Json;
using Commands.Output;
using DumpReader.Types;

namespace Commands.Pipeline.Printing;

/// <summary>float and double with 7 digits, long double (the 80-bit format of x87) with 16.</summary>
internal sealed class FloatPlan(CType type, int size) : ScalarPlan(type)
{
    private const int LongSize = 16;

    public override ulong Extent => (ulong)size;

    public override bool TryLoad(ref PrintFrame frame, ulong bit, out ulong bits)
    {
        if (size != LongSize)
        {
            return frame.TryLoad(bit, size, out bits);
        }

        Span<byte> bytes = stackalloc byte[LongSize];
        bool whole = frame.TryRead(bit, bytes);
        bits = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        return whole;
    }

    protected override string FaultText(string name, ulong bit) => "float";

    public override void WriteValue(ref PrintFrame frame, ulong bit, ulong bits)
    {
        if (size == LongSize && frame.TryLoad(bit + 64, 2, out ulong exponent))
        {
            frame.Writer.Write(ExtendedFloat.Text((ushort)exponent, bits, 16));
        }
        else
        {
            frame.Writer.Float(Double(bits), 7);
        }
    }

    protected override void WriteJsonValue(ref PrintFrame frame, Utf8JsonWriter json, ulong bit, ulong bits)
    {
        double value = size == LongSize && frame.TryLoad(bit + 64, 2, out ulong exponent)
            ? ExtendedFloat.ToDouble((ushort)exponent, bits)
            : Double(bits);
        JsonText.Float(json, value);
    }

    public override bool TryItem(ref PrintFrame frame, ulong bit, out Item item)
    {
        item = new Item(frame.AddressOf(bit), Type, frame.Space);
        return true;
    }

    private double Double(ulong bits) => size == 4 ? BitConverter.UInt32BitsToSingle((uint)bits) : BitConverter.UInt64BitsToDouble(bits);
}
