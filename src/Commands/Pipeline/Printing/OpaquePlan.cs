using System.Text;
using System.Text.Json;
using DumpReader.Problems;
using DumpReader.Types;

namespace Commands.Pipeline.Printing;

/// <summary>
/// A type that has no value to show: a function, a structure that is only declared, void; or one that is damaged, which makes the
/// answer partial.
/// </summary>
internal sealed class OpaquePlan(CType type, string text, bool isDamaged = false) : TypePlan(type)
{
    private readonly byte[] _text = Encoding.Latin1.GetBytes(text);

    public override ulong Extent => 0;

    public override bool WriteText(ref PrintFrame frame, ulong bit, in PrintLine line)
    {
        Report(frame.Run);
        line.WriteHead(ref frame, bit);
        if (Type.Resolve() is ForwardType && !frame.Layout)
        {
            frame.Writer.WriteBytes("; "u8);
        }

        frame.Writer.WriteBytes(_text);
        frame.Writer.NewLine();
        return true;
    }

    public override void WriteJson(ref PrintFrame frame, Utf8JsonWriter json, ulong bit)
    {
        Report(frame.Run);
        json.WriteNullValue();
    }

    private void Report(Run run)
    {
        if (isDamaged)
        {
            run.Partial(new Problem("MDB320", $"{Type.Name}: {text.Trim('<', '>')}"));
        }
    }
}
