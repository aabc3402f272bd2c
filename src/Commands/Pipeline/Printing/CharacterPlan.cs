using System.Text.Json;
using Commands.Language;
using Commands.Output;
using DumpReader.Types;

namespace Commands.Pipeline.Printing;

/// <summary>A plain char: <c>'c'</c> in C notation. Nothing is said about one that cannot be read.</summary>
internal sealed class CharacterPlan(CType type) : ScalarPlan(type)
{
    public override bool TryLoad(ref PrintFrame frame, ulong bit, out ulong bits) => frame.TryLoad(bit, 1, out bits);

    protected override string FaultText(string name, ulong bit) => "1 bytes";

    public override void Fault(ref PrintFrame frame, ulong bit, ReadOnlySpan<byte> name) => frame.SilentFault(bit);

    public override void WriteValue(ref PrintFrame frame, ulong bit, ulong bits)
    {
        Span<byte> text = stackalloc byte[6];
        text[0] = (byte)'\'';
        int length = CEscape.Write((byte)bits, text[1..]);
        text[length + 1] = (byte)'\'';
        frame.Writer.WriteBytes(text[..(length + 2)]);
    }

    protected override void WriteJsonValue(ref PrintFrame frame, Utf8JsonWriter json, ulong bit, ulong bits) =>
        json.WriteNumberValue((sbyte)bits);

    public override bool TryItem(ref PrintFrame frame, ulong bit, out Item item)
    {
        bool read = TryLoad(ref frame, bit, out ulong bits);
        item = new Item(bits);
        if (!read)
        {
            frame.Fault("1 bytes", bit);
        }

        return read;
    }
}
