using System.Text.Json;
using Commands.Output;
using DumpReader.Types;

namespace Commands.Pipeline.Printing;

/// <summary>A <c>time_t</c>: as a date unless it is 0; in JSON the seconds.</summary>
internal sealed class TimePlan(CType type) : ScalarPlan(type)
{
    public override ulong Extent => 8;

    public override bool TryLoad(ref PrintFrame frame, ulong bit, out ulong bits) => frame.TryLoad(bit, 8, out bits);

    protected override string FaultText(string name, ulong bit) => "8 bytes";

    public override void WriteValue(ref PrintFrame frame, ulong bit, ulong bits)
    {
        if (bits == 0)
        {
            frame.Writer.WriteBytes("0"u8);
        }
        else
        {
            frame.Writer.Time(unchecked((long)bits));
        }
    }

    protected override void WriteJsonValue(ref PrintFrame frame, Utf8JsonWriter json, ulong bit, ulong bits) =>
        JsonText.Signed(json, unchecked((long)bits));
}
