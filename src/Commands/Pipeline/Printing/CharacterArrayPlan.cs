using System.Buffers;
using System.Text.Json;
using Commands.Output;
using DumpReader.Types;

namespace Commands.Pipeline.Printing;

/// <summary>An array of plain char: its text if it is all printable, <c>[ "text" ]</c>, else the characters one by one.</summary>
internal sealed class CharacterArrayPlan(CType type, TypePlan element, byte[] elementTypeText, ulong count, in PrintOptions options)
    : ArrayPlan(type, element, elementTypeText, count, options.ElementLimit)
{
    private const int MostText = 1 << 20;

    private readonly bool _text = count <= (options.CharacterLimit ?? MostText) && count is > 0 and <= MostText;

    public override ulong Extent => _text ? Count : base.Extent;

    public override bool WriteText(ref PrintFrame frame, ulong bit, in PrintLine line)
    {
        if (frame.Layout || !_text)
        {
            return base.WriteText(ref frame, bit, line);
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Count);
        try
        {
            Span<byte> bytes = buffer.AsSpan(0, (int)Count);
            if (!frame.TryRead(bit, bytes))
            {
                frame.SilentFault(bit);
                frame.Writer.NewLine();
                return false;
            }

            if (!TryText(bytes, out ReadOnlySpan<byte> text))
            {
                return base.WriteText(ref frame, bit, line);
            }

            line.WriteHead(ref frame, bit);
            frame.Writer.WriteBytes("[ \""u8);
            frame.Writer.WriteBytes(text);
            frame.Writer.WriteBytes("\" ]\n"u8);
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public override void WriteJson(ref PrintFrame frame, Utf8JsonWriter json, ulong bit)
    {
        byte[] bytes = _text && !frame.Layout ? new byte[Count] : [];
        if (bytes.Length > 0 && frame.TryRead(bit, bytes) && (TryText(bytes, out ReadOnlySpan<byte> text) || bytes[0] == 0))
        {
            json.WriteStringValue(JsonText.Of(text));
        }
        else
        {
            base.WriteJson(ref frame, json, bit);
        }
    }

    private static bool TryText(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> text)
    {
        int end = bytes.IndexOf((byte)0);
        text = end < 0 ? bytes : bytes[..end];
        return !text.IsEmpty && Printable.All(text);
    }
}
