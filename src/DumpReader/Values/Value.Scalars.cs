using System.Text;
using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Types;

namespace DumpReader.Values;

public readonly partial struct Value
{
    /// <summary>
    /// An integer, enum, pointer or bit-field as its bits: not sign-extended beyond its own width. False for any other type,
    /// and where memory is missing.
    /// </summary>
    public bool TryUInt64(out ulong value)
    {
        int width = Width(Type.Resolve());
        value = 0;
        return width > 0 && BitField.TryRead(Space, Address, BitOffset, width, out value);
    }

    /// <summary>As <see cref="TryUInt64"/>, sign-extended where the type is signed.</summary>
    public bool TryInt64(out long value)
    {
        CType type = Type.Resolve();
        int width = Width(type);
        bool read = TryUInt64(out ulong bits);
        bool signed = type is IntegerType { IsSigned: true } or EnumType;
        value = signed ? BitField.SignExtend(bits, width) : (long)bits;
        return read;
    }

    /// <exception cref="InvalidOperationException">Not an integer, enum or pointer.</exception>
    /// <exception cref="UnreadableException">Not in the dump.</exception>
    public ulong AsUInt64() => TryUInt64(out ulong value) ? value : throw Missing();

    /// <inheritdoc cref="AsUInt64"/>
    public long AsInt64() => TryInt64(out long value) ? value : throw Missing();

    /// <inheritdoc cref="AsUInt64"/>
    public Address AsAddress() => AsUInt64();

    /// <exception cref="InvalidOperationException">Not a float or double.</exception>
    /// <exception cref="UnreadableException">Not in the dump.</exception>
    public double AsDouble()
    {
        if (Type.Resolve() is not FloatType { Size: 4 or 8 } type)
        {
            throw new InvalidOperationException($"{Type.Name} is not a float or double");
        }

        Span<byte> bytes = stackalloc byte[(int)type.Size];
        return !TryRead(bytes) ? throw Unreadable() : type.Size == 4 ? BitConverter.ToSingle(bytes) : BitConverter.ToDouble(bytes);
    }

    /// <summary>
    /// The text of a character array, or of what a character pointer points to: up to its NUL, the end of the array or what
    /// <see cref="Limits"/> allow for a string without length. False for other types and where nothing could be read.
    /// </summary>
    public bool TryString(out string text)
    {
        text = "";
        ulong address = Address;
        ulong limit = Limits.StringBytes;
        bool isWhole = false;
        switch (Type.Resolve())
        {
            case ArrayType { Element.Size: 1 } array:
                isWhole = array.Count <= limit;
                limit = Math.Min(array.Count, limit);
                break;
            case PointerType { Target.Size: 1 } when TryUInt64(out address):
                break;
            default:
                return false;
        }

        var buffer = new byte[limit];
        bool read = Space.TryReadText(address, buffer, out int length);
        text = Encoding.Latin1.GetString(buffer, 0, length);
        if (length == buffer.Length && !isWhole)
        {
            Space.SayCut(address, length);
        }

        return read;
    }

    /// <exception cref="InvalidOperationException">Neither an array of characters nor a pointer to one.</exception>
    /// <exception cref="UnreadableException">Not in the dump.</exception>
    public string AsString() => TryString(out string text) ? text
        : Type.Resolve() is ArrayType { Element.Size: 1 } or PointerType { Target.Size: 1 } ? throw Unreadable()
        : throw new InvalidOperationException($"{Type.Name} is not text");

    /// <summary>Copies the bytes from the start of the object; false where the dump does not hold them all.</summary>
    public bool TryRead(Span<byte> buffer) => Space.TryRead(Address, buffer);

    private static int Width(CType type) => type switch
    {
        PointerType => 64,
        EnumType e => e.Size is 0 or > 8 ? 32 : (int)e.Size * 8,
        IntegerType i when i.Bits is > 0 and <= 64 => i.Bits,
        IntegerType { Size: > 0 and <= 8 } i => (int)i.Size * 8,
        _ => 0,
    };

    private Exception Missing() => Width(Type.Resolve()) == 0
        ? new InvalidOperationException($"{Type.Name} is not an integer, enum or pointer")
        : Unreadable();

    private UnreadableException Unreadable() => new(new Problem("MDB201", $"no mapping for address {Address:x} ({Type.Name})", Address));
}
