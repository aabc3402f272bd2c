using System.Text;
using System.Text.Json;
using Commands.Output;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Pipeline.Printing;

/// <summary>An enumeration: <c>2 (NAME)</c>, <c>0t99 (???)</c>; sets of bits in hex, <c>0x3 (PRE_{A|B})</c>.</summary>
internal sealed class EnumPlan(CType type, EnumType resolved) : ScalarPlan(type)
{
    private readonly bool _flags = EnumNames.IsFlags(resolved);
    private readonly Dictionary<int, byte[]> _names = [];
    private readonly int _size = resolved.Size is 1 or 2 or 8 ? (int)resolved.Size : 4;

    public override ulong Extent => (ulong)_size;

    public override bool TryLoad(ref PrintFrame frame, ulong bit, out ulong bits) => frame.TryLoad(bit, _size, out bits);

    protected override string FaultText(string name, ulong bit) => $"{name} integer";

    public override void WriteValue(ref PrintFrame frame, ulong bit, ulong bits)
    {
        int value = Value(bits);
        if (_flags)
        {
            frame.Writer.Hex((uint)value, prefix: true);
        }
        else
        {
            frame.Writer.Signed(value, prefix: true);
        }

        frame.Writer.WriteBytes(" ("u8);
        frame.Writer.WriteBytes(Name(value));
        frame.Writer.WriteBytes(")"u8);
    }

    protected override void WriteJsonValue(ref PrintFrame frame, Utf8JsonWriter json, ulong bit, ulong bits)
    {
        int value = Value(bits);
        json.WriteStartObject();
        json.WriteNumber("value", value);
        json.WritePropertyName("name");
        if (EnumNames.Describe(resolved, value) is { } name)
        {
            json.WriteStringValue(name);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteEndObject();
    }

    public override bool TryItem(ref PrintFrame frame, ulong bit, out Item item)
    {
        bool read = TryLoad(ref frame, bit, out ulong bits);
        item = new Item(bits);
        if (!read)
        {
            frame.Fault("integer", bit);
        }

        return read;
    }

    private int Value(ulong bits) => (int)BitField.SignExtend(bits, Math.Min(_size, 4) * 8);

    /// <summary>Kept for the values that occur, as far as a hostile dump does not have too many.</summary>
    private byte[] Name(int value)
    {
        const int mostKept = 1024;
        if (_names.TryGetValue(value, out byte[]? name))
        {
            return name;
        }

        name = Encoding.Latin1.GetBytes(EnumNames.Describe(resolved, value) ?? "???");
        if (_names.Count < mostKept)
        {
            _names.Add(value, name);
        }

        return name;
    }
}
