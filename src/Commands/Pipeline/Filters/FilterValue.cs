using Commands.Output;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Pipeline;

internal enum FilterKind : byte
{
    /// <summary>An empty cell.</summary>
    None,
    /// <summary>Not in the dump.</summary>
    Missing,
    Number,
    Real,
    Text,
}

/// <summary>
/// A value while a condition is evaluated. Numbers keep their sign and the width of the member that they come from; pointers,
/// enumerations and symbolic cells can be asked for their text.
/// </summary>
internal readonly struct FilterValue
{
    private readonly Value _source;
    private readonly string? _text;

    private FilterValue(FilterKind kind, Int128 number, double real, string? text, Value source, bool isAddress, int width)
    {
        (Kind, Number, Real, _text, _source) = (kind, number, real, text, source);
        (IsAddress, Width) = (isAddress, width);
    }

    public FilterKind Kind { get; }

    /// <summary>From -2^63 to 2^64-1; of a missing value, its address.</summary>
    public Int128 Number { get; }

    public double Real { get; }

    /// <summary>Shown in hex, and as a symbol where one is near.</summary>
    public bool IsAddress { get; }

    /// <summary>Bits of the number where it comes from; 64 where that is not known.</summary>
    public int Width { get; }

    /// <summary>Of a text; empty for all else.</summary>
    public string Text => _text ?? "";

    public ulong Bits => unchecked((ulong)Number);

    public bool IsEnumeration => _source.Type?.Resolve() is EnumType;

    public static FilterValue None => default;

    public static FilterValue OfText(string text) => new(FilterKind.Text, 0, 0, text, default, false, 0);

    public static FilterValue OfReal(double value) => new(FilterKind.Real, 0, value, null, default, false, 64);

    public static FilterValue OfTruth(bool value) => OfNumber(value ? 1 : 0);

    public static FilterValue OfAddress(ulong address) => new(FilterKind.Number, address, 0, null, default, true, 64);

    public static FilterValue MissingAt(ulong address) => new(FilterKind.Missing, address, 0, null, default, false, 64);

    /// <summary>A number; one that 64 bits cannot hold wraps around to its low 64 bits.</summary>
    public static FilterValue OfNumber(Int128 number) =>
        new(FilterKind.Number, number >= long.MinValue && number <= ulong.MaxValue ? number : unchecked((ulong)number), 0, null, default, false, 64);

    public static FilterValue Of(in Cell cell) => cell.Kind switch
    {
        CellKind.Unsigned or CellKind.Boolean => OfNumber(cell.Bits),
        CellKind.Signed => OfNumber(unchecked((long)cell.Bits)),
        CellKind.Real => OfReal(BitConverter.UInt64BitsToDouble(cell.Bits)),
        CellKind.Address or CellKind.Symbolic => OfAddress(cell.Bits),
        CellKind.Text => OfText(cell.String!),
        _ => None,
    };

    /// <summary>A member: character arrays are texts; other arrays and structures their address.</summary>
    public static FilterValue Of(in Value value)
    {
        CType type = value.Type.Resolve();
        switch (type)
        {
            case ArrayType array when array.Element.Resolve() is IntegerType { Size: 1, IsCharacter: true }:
                return value.TryString(out string text) ? OfText(text) : MissingAt(value.Address);
            case FloatType { Size: 4 or 8 }:
                Span<byte> bytes = stackalloc byte[(int)type.Size];
                return value.TryRead(bytes)
                    ? OfReal(type.Size == 4 ? BitConverter.ToSingle(bytes) : BitConverter.ToDouble(bytes))
                    : MissingAt(value.Address);
            case PointerType:
                return value.TryUInt64(out ulong pointer)
                    ? new(FilterKind.Number, pointer, 0, null, value, true, 64)
                    : MissingAt(value.Address);
            case IntegerType { IsSigned: true } or EnumType:
                return value.TryInt64(out long signed)
                    ? new(FilterKind.Number, signed, 0, null, value, false, BitsOf(type))
                    : MissingAt(value.Address);
            case IntegerType:
                return value.TryUInt64(out ulong unsigned)
                    ? new(FilterKind.Number, unsigned, 0, null, value, false, BitsOf(type))
                    : MissingAt(value.Address);
            default:
                return new(FilterKind.Number, value.Address, 0, null, value, true, 64);
        }
    }

    public bool IsTrue => Kind switch
    {
        FilterKind.Number => Number != 0,
        FilterKind.Real => Real != 0,
        FilterKind.Text => _text!.Length > 0,
        _ => false,
    };

    /// <summary>The text that it is or stands for; false for what has none but its digits.</summary>
    public bool TryName(ISymbolizer symbols, out string name)
    {
        name = _text ?? "";
        if (Kind != FilterKind.Number)
        {
            return Kind == FilterKind.Text;
        }

        switch (_source.Type?.Resolve())
        {
            case EnumType enumeration:
                long number = (long)Number;
                name = enumeration.Enumerators.FirstOrDefault(e => e.Value == number).Name ?? "";
                return true;
            case PointerType { Target: var target } when target.Resolve() is IntegerType { Size: 1 }:
                return _source.TryString(out name);
        }

        name = IsAddress ? AddressText.Symbol(symbols, Bits) ?? "" : "";
        return IsAddress;
    }

    /// <summary>What =~ looks at: the name, or the digits as --json shows them.</summary>
    public string Shown(ISymbolizer symbols) => Kind switch
    {
        FilterKind.Real => Real.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        FilterKind.None or FilterKind.Missing => "",
        _ => TryName(symbols, out string name) && name.Length > 0 ? name : IsAddress ? JsonText.Hex(Bits) : Number.ToString(),
    };

    /// <summary>As a cell of a new row.</summary>
    public Cell ToCell(ISymbolizer symbols) => Kind switch
    {
        FilterKind.Text => _text,
        FilterKind.Real => Real,
        FilterKind.Number when IsAddress => Cell.Symbolic(Bits),
        FilterKind.Number when IsEnumeration => Shown(symbols),
        FilterKind.Number when Number < 0 => (long)Number,
        FilterKind.Number => Bits,
        _ => Cell.None,
    };

    /// <summary>As an element of a pipe: a pointer keeps the type of what it points at. Null for what is no number.</summary>
    public Item? ToItem() => Kind != FilterKind.Number ? null
        : _source.Type?.Resolve() switch
        {
            PointerType pointer => new Item(Bits, pointer.Target),
            StructType or ArrayType => new Item(Bits, _source.Type),
            _ => new Item(Bits),
        };

    private static int BitsOf(CType type) => type is IntegerType { Bits: > 0 and <= 64 } integer ? integer.Bits : (int)Math.Clamp(type.Size * 8, 1, 64);
}
