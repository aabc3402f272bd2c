using System.Text.Json;
using DumpReader.Bytes;
using DumpReader.Types;

namespace Commands.Pipeline.Printing;

/// <summary>An array: scalars on one line, <c>[ 0, 0x1, ... ]</c>; structures and arrays each on lines of their own.</summary>
internal class ArrayPlan(CType type, TypePlan element, byte[] elementTypeText, ulong count, ulong? limit) : TypePlan(type)
{
    private readonly ulong _stride = element.Type.Size * 8;
    private readonly ulong _shown = Math.Min(count, limit ?? ulong.MaxValue);

    protected ulong Count => count;

    public override ulong Extent =>
        element.Type.Size is > 0 and var size && _shown > ulong.MaxValue / size ? ulong.MaxValue : _shown * element.Type.Size;

    public override bool IsComposite => true;

    private bool IsCut => _shown < count;

    public override bool WriteText(ref PrintFrame frame, ulong bit, in PrintLine line)
    {
        if (frame.Layout)
        {
            line.WriteHead(ref frame, bit);
            frame.Writer.NewLine();
            return true;
        }

        if (_shown == 0 || (element.IsComposite && line.Depth >= frame.Options.Depth))
        {
            line.WriteHead(ref frame, bit);
            frame.Writer.WriteBytes("[ ... ]\n"u8);
            return true;
        }

        return element is ScalarPlan scalar ? WriteScalars(ref frame, scalar, bit, line) : WriteComposites(ref frame, bit, line);
    }

    public override void WriteJson(ref PrintFrame frame, Utf8JsonWriter json, ulong bit)
    {
        json.WriteStartArray();
        for (ulong i = 0; i < _shown && !frame.Layout && !frame.Run.ShouldStop; i++)
        {
            ulong at = unchecked(bit + (i * _stride));
            if (element.IsComposite)
            {
                PrintJson.Write(ref frame, json, element, element.Type, at);
            }
            else
            {
                element.WriteJson(ref frame, json, at);
            }
        }

        json.WriteEndArray();
    }

    /// <summary>What cannot be read is said element by element, and leaves an empty line.</summary>
    private bool WriteScalars(ref PrintFrame frame, ScalarPlan scalar, ulong bit, in PrintLine line)
    {
        ulong held = (ulong)frame.Bytes.Length - Math.Min(bit >> 3, (ulong)frame.Bytes.Length);
        if (Extent > held && !ReportUnreadable(ref frame, scalar, bit))
        {
            frame.Writer.NewLine();
            return false;
        }

        line.WriteHead(ref frame, bit);
        frame.Writer.WriteBytes("[ "u8);
        for (ulong i = 0; i < _shown; i++)
        {
            ulong at = unchecked(bit + (i * _stride));
            if (i > 0)
            {
                frame.Writer.WriteBytes(", "u8);
                if ((i & 1023) == 0 && frame.Run.ShouldStop)
                {
                    break;
                }
            }

            scalar.TryLoad(ref frame, at, out ulong bits);
            scalar.WriteValue(ref frame, at, bits);
        }

        frame.Writer.WriteBytes(IsCut ? ", ... ]\n"u8 : " ]\n"u8);
        return true;
    }

    /// <summary>Reads element by element; false where one cannot be read, which has then been said.</summary>
    private bool ReportUnreadable(ref PrintFrame frame, ScalarPlan scalar, ulong bit)
    {
        int faults = 0;
        for (ulong i = 0; i < _shown && faults < Limits.ArrayFaults && !frame.Run.ShouldStop; i++)
        {
            ulong at = unchecked(bit + (i * _stride));
            if (!scalar.TryLoad(ref frame, at, out _))
            {
                scalar.Fault(ref frame, at, default);
                faults++;
            }
        }

        return faults == 0;
    }

    private bool WriteComposites(ref PrintFrame frame, ulong bit, in PrintLine line)
    {
        bool whole = true;
        line.WriteHead(ref frame, bit);
        frame.Writer.WriteBytes("[\n"u8);
        for (ulong i = 0; i < _shown && !frame.Run.ShouldStop; i++)
        {
            var inner = new PrintLine { Depth = line.Depth + 1, TypeText = elementTypeText, IsElement = true };
            whole &= element.WriteText(ref frame, unchecked(bit + (i * _stride)), inner);
        }

        PrintLine.Indent(frame.Writer, line.Depth);
        frame.Writer.WriteBytes(IsCut ? "... ]\n"u8 : "]\n"u8);
        return whole;
    }
}
