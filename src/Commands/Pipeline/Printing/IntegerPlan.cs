using System.Text.Json;
using Commands.Output;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Pipeline.Printing;

/// <summary>A whole integer of 1, 2, 4 or 8 bytes: <c>%#x</c>, or with -d <c>%#d</c>, signed where it has 4 or 8 bytes.</summary>
internal sealed class IntegerPlan(CType type, int size, bool signed, bool isDecimal) : ScalarPlan(type)
{
    public override ulong Extent => (ulong)size;

    public override bool TryLoad(ref PrintFrame frame, ulong bit, out ulong bits) => frame.TryLoad(bit, size, out bits);

    protected override string FaultText(string name, ulong bit) => $"{size} bytes";

    public override void WriteValue(ref PrintFrame frame, ulong bit, ulong bits)
    {
        if (!isDecimal)
        {
            frame.Writer.Hex(bits, prefix: true);
        }
        else if (signed && size >= 4)
        {
            frame.Writer.Signed(BitField.SignExtend(bits, size * 8), prefix: true);
        }
        else
        {
            frame.Writer.Decimal(bits, prefix: true);
        }
    }

    protected override void WriteJsonValue(ref PrintFrame frame, Utf8JsonWriter json, ulong bit, ulong bits)
    {
        if (signed)
        {
            JsonText.Signed(json, BitField.SignExtend(bits, size * 8));
        }
        else
        {
            JsonText.Unsigned(json, bits);
        }
    }
}
