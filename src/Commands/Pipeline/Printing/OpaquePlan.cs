using System.Text;
using System.Text.Json;
using DumpReader.Types;

namespace Commands.Pipeline.Printing;

/// <summary>A type that has no value to show: a function, a structure that is only declared, void, a type that is damaged.</summary>
internal sealed class OpaquePlan(CType type, string text) : TypePlan(type)
{
    private readonly byte[] _text = Encoding.Latin1.GetBytes(text);

    public override ulong Extent => 0;

    public override bool WriteText(ref PrintFrame frame, ulong bit, in PrintLine line)
    {
        line.WriteHead(ref frame, bit);
        if (Type.Resolve() is ForwardType && !frame.Layout)
        {
            frame.Writer.WriteBytes("; "u8);
        }

        frame.Writer.WriteBytes(_text);
        frame.Writer.NewLine();
        return true;
    }

    public override void WriteJson(ref PrintFrame frame, Utf8JsonWriter json, ulong bit) => json.WriteNullValue();
}
