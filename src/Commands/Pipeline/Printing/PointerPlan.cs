using System.Text.Json;
using Commands.Output;
using DumpReader.Types;

namespace Commands.Pipeline.Printing;

/// <summary>A pointer: <c>%a</c>, or with -n the number; one to char with the text that it leads to.</summary>
internal sealed class PointerPlan(CType type, CType target, bool raw) : ScalarPlan(type)
{
    /// <summary>Bytes of text shown behind a char pointer.</summary>
    private const int MostText = 256;

    private readonly bool _text = type.Tag != "caddr_t" && target.Resolve() is IntegerType { IsCharacter: true, IsSigned: true, Bits: 8 };

    /// <summary>Type of the item that the pointer is for the next stage; null for <c>void *</c>.</summary>
    private readonly CType? _item = target.Resolve() is IntegerType { IsVoid: true } or UnknownType ? null : target;

    public override ulong Extent => 8;

    public override bool TryLoad(ref PrintFrame frame, ulong bit, out ulong bits) => frame.TryLoad(bit, 8, out bits);

    protected override string FaultText(string name, ulong bit) => $"{name} pointer";

    public override void WriteValue(ref PrintFrame frame, ulong bit, ulong bits)
    {
        if (raw)
        {
            frame.Writer.Hex(bits, prefix: true);
        }
        else
        {
            frame.Writer.Symbolic(bits);
        }

        if (_text && bits != 0)
        {
            Span<byte> buffer = stackalloc byte[MostText];
            if (TryText(ref frame, bits, buffer, out int length, out bool cut))
            {
                frame.Writer.WriteBytes(" \""u8);
                frame.Writer.OneLine(buffer[..length]);
                frame.Writer.WriteBytes(cut ? "\" ..."u8 : "\""u8);
            }
        }
    }

    protected override void WriteJsonValue(ref PrintFrame frame, Utf8JsonWriter json, ulong bit, ulong bits)
    {
        Span<byte> buffer = stackalloc byte[MostText];
        int length = 0;
        bool text = _text && bits != 0 && TryText(ref frame, bits, buffer, out length, out _);
        JsonText.Pointer(frame.Run.Session, json, bits, text ? JsonText.Of(buffer[..length]) : null);
    }

    public override bool TryItem(ref PrintFrame frame, ulong bit, out Item item)
    {
        bool read = TryLoad(ref frame, bit, out ulong bits);
        item = new Item(bits, _item, frame.PointerSpace);
        if (!read)
        {
            frame.Fault("pointer", bit);
        }

        return read;
    }

    /// <summary>The text at an address, if it is all printable; empty text counts.</summary>
    private static bool TryText(ref PrintFrame frame, ulong address, scoped Span<byte> buffer, out int length, out bool cut)
    {
        int got = frame.PointerSpace is { } memory ? Math.Max(0, memory.Read(address, buffer)) : 0;
        int end = buffer[..got].IndexOf((byte)0);
        cut = end < 0;
        length = cut ? got : end;
        return (!cut || got == MostText) && Printable.All(buffer[..length]);
    }
}
