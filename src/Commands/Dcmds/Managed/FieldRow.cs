using System.Globalization;
using System.Text;
using Commands.Pipeline;
using Microsoft.Diagnostics.Runtime;

namespace Commands.Dcmds.Managed;

/// <summary>A field of an object of .NET, or an element of an array.</summary>
/// <param name="Offset">From the address of the object, in bytes.</param>
/// <param name="Cell">Its value: a number, or the address of the object that it leads to.</param>
/// <param name="Bits">What it passes on.</param>
/// <param name="Text">The string that it leads to, the name of an enumerator; null for none.</param>
internal sealed record FieldRow(int Offset, string Type, string Name, Cell Cell, ulong Bits, string Shown, string? Text)
{
    private const int LongestText = 1024;
    private const int Header = 8; // the method table in front of the fields

    public static FieldRow Of(ClrObject of, ClrInstanceField field)
    {
        string type = field.Type?.Name ?? field.ElementType.ToString();
        string name = Plain(field.Name ?? "?");
        int offset = field.Offset + Header;
        if (field.IsObjectReference)
        {
            return Reference(offset, type, name, field.ReadObject(of.Address, interior: false));
        }

        return Value(offset, type, name, field.ElementType, size => field.GetAddress(of.Address), of.Type!.Heap.Runtime.DataTarget.DataReader, field.Size);
    }

    /// <summary>The characters of a string.</summary>
    public static FieldRow OfString(ClrObject of)
    {
        string text = of.AsString(LongestText) ?? "";
        return new FieldRow(Header, "System.String", "value", text, of.Address, Quoted(text), text);
    }

    /// <summary>The first elements of an array.</summary>
    public static IEnumerable<FieldRow> OfArray(ClrObject of, int most)
    {
        ClrArray array = of.AsArray();
        ClrType? element = of.Type!.ComponentType;
        IDataReader reader = of.Type.Heap.Runtime.DataTarget.DataReader;
        for (int i = 0; i < Math.Min(array.Length, most); i++)
        {
            ulong address = of.Type.GetArrayElementAddress(of.Address, i);
            string name = string.Create(CultureInfo.InvariantCulture, $"[{i}]");
            int offset = (int)(address - of.Address);
            yield return element?.IsObjectReference != false
                ? Reference(offset, element?.Name ?? "?", name, of.Type.Heap.GetObject(reader.ReadPointer(address)))
                : Value(offset, element.Name ?? "?", name, element.ElementType, _ => address, reader, of.Type.ComponentSize);
        }
    }

    private static FieldRow Reference(int offset, string type, string name, ClrObject to)
    {
        if (to.Address == 0)
        {
            return new FieldRow(offset, type, name, Cell.Address(0), 0, "null", null);
        }

        bool isString = to.IsValid && to.Type?.IsString == true;
        string? text = isString ? to.AsString(LongestText) : null;
        string shown = to.Address.ToString("x", CultureInfo.InvariantCulture)
            + (text is not null ? " " + Quoted(text) : to.IsValid && to.Type?.Name is { } actual && actual != type ? $" ({actual})" : "");
        return new FieldRow(offset, type, name, Cell.Address(to.Address), to.Address, shown, text);
    }

    private static FieldRow Value(int offset, string type, string name, ClrElementType kind, Func<int, ulong> place, IDataReader reader, int size)
    {
        ulong address = place(size);
        switch (kind)
        {
            case ClrElementType.Boolean: return Number(reader.Read<byte>(address) != 0, reader.Read<byte>(address), reader.Read<byte>(address) != 0 ? "true" : "false");
            case ClrElementType.Char: return Number((ulong)reader.Read<ushort>(address), reader.Read<ushort>(address), Quoted(((char)reader.Read<ushort>(address)).ToString()));
            case ClrElementType.Int8: return Signed(reader.Read<sbyte>(address));
            case ClrElementType.UInt8: return Unsigned(reader.Read<byte>(address));
            case ClrElementType.Int16: return Signed(reader.Read<short>(address));
            case ClrElementType.UInt16: return Unsigned(reader.Read<ushort>(address));
            case ClrElementType.Int32: return Signed(reader.Read<int>(address));
            case ClrElementType.UInt32: return Unsigned(reader.Read<uint>(address));
            case ClrElementType.Int64: return Signed(reader.Read<long>(address));
            case ClrElementType.UInt64: return Unsigned(reader.Read<ulong>(address));
            case ClrElementType.Float:
                float single = reader.Read<float>(address);
                return Number(single.ToString(CultureInfo.InvariantCulture), BitConverter.SingleToUInt32Bits(single), single.ToString(CultureInfo.InvariantCulture));
            case ClrElementType.Double:
                double number = reader.Read<double>(address);
                return Number(number.ToString(CultureInfo.InvariantCulture), BitConverter.DoubleToUInt64Bits(number), number.ToString(CultureInfo.InvariantCulture));
            case ClrElementType.Struct:
                return Number(Cell.Address(address), address, $"struct at {address:x}");
            default:
                ulong pointer = reader.ReadPointer(address);
                return Number(Cell.Address(pointer), pointer, pointer.ToString("x", CultureInfo.InvariantCulture));
        }

        FieldRow Signed(long value) => Number(value, unchecked((ulong)value), value.ToString(CultureInfo.InvariantCulture));

        FieldRow Unsigned(ulong value) => Number(value, value, value.ToString(CultureInfo.InvariantCulture));

        FieldRow Number(Cell cell, ulong bits, string shown) => new(offset, type, name, cell, bits, shown, null);
    }

    /// <summary>The name of a property stands for the field behind it.</summary>
    private static string Plain(string name) =>
        name.StartsWith('<') && name.IndexOf(">k__BackingField", StringComparison.Ordinal) is var end and > 1 ? name[1..end] : name;

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char letter in text)
        {
            quoted.Append(letter switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                < ' ' or '\u007f' => $"\\{Convert.ToString(letter, 8).PadLeft(3, '0')}",
                _ => letter.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
