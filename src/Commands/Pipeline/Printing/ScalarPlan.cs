using System.Text.Json;
using DumpReader.Types;

namespace Commands.Pipeline.Printing;

/// <summary>A value of one line: its bits are read first and the line is written only when that worked.</summary>
internal abstract class ScalarPlan(CType type) : TypePlan(type)
{
    public abstract bool TryLoad(ref PrintFrame frame, ulong bit, out ulong bits);

    /// <summary>What follows <c>failed to read </c> for a value called <paramref name="name"/> (empty for none).</summary>
    protected abstract string FaultText(string name, ulong bit);

    public abstract void WriteValue(ref PrintFrame frame, ulong bit, ulong bits);

    protected abstract void WriteJsonValue(ref PrintFrame frame, Utf8JsonWriter json, ulong bit, ulong bits);

    /// <summary>Says that the read failed.</summary>
    public virtual void Fault(ref PrintFrame frame, ulong bit, ReadOnlySpan<byte> name) =>
        frame.Fault(FaultText(System.Text.Encoding.Latin1.GetString(name), bit), bit);

    public override bool WriteText(ref PrintFrame frame, ulong bit, in PrintLine line)
    {
        if (frame.Layout)
        {
            line.WriteHead(ref frame, bit);
            frame.Writer.NewLine();
            return true;
        }

        if (!TryLoad(ref frame, bit, out ulong bits))
        {
            Fault(ref frame, bit, line.Name);
            return false;
        }

        line.WriteHead(ref frame, bit);
        WriteValue(ref frame, bit, bits);
        frame.Writer.NewLine();
        return true;
    }

    public override void WriteJson(ref PrintFrame frame, Utf8JsonWriter json, ulong bit)
    {
        if (frame.Layout)
        {
            json.WriteStringValue(Type.Name);
        }
        else if (TryLoad(ref frame, bit, out ulong bits))
        {
            WriteJsonValue(ref frame, json, bit, bits);
        }
        else
        {
            Fault(ref frame, bit, default);
            json.WriteNullValue();
        }
    }

    public override bool TryItem(ref PrintFrame frame, ulong bit, out Item item)
    {
        if (!TryLoad(ref frame, bit, out ulong bits))
        {
            Fault(ref frame, bit, default);
            item = default;
            return false;
        }

        item = new Item(bits);
        return true;
    }
}
