using System.Text.Json;
using Commands.Output;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Pipeline.Printing;

/// <summary>A bit-field, or an integer of an odd size: unsigned in hex, signed in decimal unless -x.</summary>
internal sealed class BitFieldPlan(CType type, int offset, int width, bool signed, in PrintOptions options) : ScalarPlan(type)
{
    private readonly bool _signed = signed && !options.Hex;
    private readonly bool _decimal = options.Decimal && !options.Hex;
    private readonly bool _stock = options.StockBitFields;

    public override ulong Extent => (ulong)((offset + width + 7) / 8);

    public override int FieldBits => width;

    public override bool TryLoad(ref PrintFrame frame, ulong bit, out ulong bits)
    {
        ulong first = bit + (ulong)offset;
        int held = (StockBytes * 8) - (int)(first & 7);
        return frame.TryLoadBits(first, _stock ? Math.Min(width, held) : width, out bits);
    }

    protected override string FaultText(string name, ulong bit) =>
        $"{(_stock ? StockBytes : ((int)((bit + (ulong)offset) & 7) + width + 7) / 8)} bytes";

    private int StockBytes => (width + 7) / 8;

    public override void WriteValue(ref PrintFrame frame, ulong bit, ulong bits)
    {
        if (_signed)
        {
            frame.Writer.Signed(BitField.SignExtend(bits, width), prefix: true);
        }
        else if (_decimal)
        {
            frame.Writer.Decimal(bits, prefix: true);
        }
        else
        {
            frame.Writer.Hex(bits, prefix: true);
        }
    }

    protected override void WriteJsonValue(ref PrintFrame frame, Utf8JsonWriter json, ulong bit, ulong bits)
    {
        if (_signed)
        {
            JsonText.Signed(json, BitField.SignExtend(bits, width));
        }
        else
        {
            JsonText.Unsigned(json, bits);
        }
    }
}
