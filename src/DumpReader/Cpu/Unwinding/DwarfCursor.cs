using System.Buffers.Binary;

namespace DumpReader.Cpu.Unwinding;

/// <summary>
/// Reads the numbers of DWARF one after another. It never throws: past the end everything is 0 and <see cref="HasFailed"/> is set.
/// </summary>
/// <param name="bytes">What is read.</param>
/// <param name="address">Where the first byte lies in memory; pointers may count from their own place.</param>
internal ref struct DwarfCursor(ReadOnlySpan<byte> bytes, ulong address)
{
    private const byte Omitted = 0xff;   // DW_EH_PE_omit
    private const int FormatMask = 0x0f;
    private const int Application = 0x70;
    private const int PcRelative = 0x10;   // DW_EH_PE_pcrel
    private const int DataRelative = 0x30; // DW_EH_PE_datarel
    private const byte Indirect = 0x80;    // DW_EH_PE_indirect

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    /// <summary>Whether more was wanted than there is, or something that is not understood.</summary>
    public bool HasFailed { get; private set; }

    public readonly bool IsAtEnd => HasFailed || Position >= _bytes.Length;

    /// <summary>Where the next byte lies in memory.</summary>
    public readonly ulong Address => unchecked(address + (ulong)Position);

    public byte Byte() => Take(1) is [var one] ? one : (byte)0;

    public ushort UInt16() => Take(2) is { Length: 2 } two ? BinaryPrimitives.ReadUInt16LittleEndian(two) : (ushort)0;

    public uint UInt32() => Take(4) is { Length: 4 } four ? BinaryPrimitives.ReadUInt32LittleEndian(four) : 0;

    public ulong UInt64() => Take(8) is { Length: 8 } eight ? BinaryPrimitives.ReadUInt64LittleEndian(eight) : 0;

    /// <summary>The bytes, or none where fewer are left.</summary>
    public ReadOnlySpan<byte> Take(ulong count)
    {
        if (HasFailed || count > (ulong)(_bytes.Length - Position))
        {
            HasFailed = true;
            return default;
        }

        ReadOnlySpan<byte> taken = _bytes.Slice(Position, (int)count);
        Position += (int)count;
        return taken;
    }

    /// <summary>Moves by a distance, also backwards; outside the bytes it fails.</summary>
    public void Skip(int distance)
    {
        long to = (long)Position + distance;
        HasFailed |= to < 0 || to > _bytes.Length;
        Position = HasFailed ? Position : (int)to;
    }

    /// <summary>An unsigned number of seven bits a byte (ULEB128); what does not fit into 64 bits is dropped.</summary>
    public ulong Unsigned()
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = Byte();
            value |= shift < 64 ? (ulong)(part & 0x7f) << shift : 0;
            if ((part & 0x80) == 0 || HasFailed)
            {
                return value;
            }
        }
    }

    /// <summary>A signed number of seven bits a byte (SLEB128).</summary>
    public long Signed()
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = Byte();
            value |= shift < 64 ? (ulong)(part & 0x7f) << shift : 0;
            if ((part & 0x80) == 0 || HasFailed)
            {
                return unchecked((long)((part & 0x40) != 0 && shift + 7 < 64 ? value | (ulong.MaxValue << (shift + 7)) : value));
            }
        }
    }

    /// <summary>A pointer as <c>.eh_frame</c> encodes it (Linux Standard Base, DWARF exception header encoding).</summary>
    /// <param name="encoding">Low four bits the format, next three what it counts from.</param>
    /// <param name="dataBase">What data-relative ones count from.</param>
    /// <param name="bias">Added to one that counts from nothing: the file has it as it was linked.</param>
    public ulong Pointer(byte encoding, ulong dataBase, ulong bias)
    {
        ulong place = Address;
        if (encoding == Omitted)
        {
            return 0;
        }

        ulong value = Number(encoding);
        switch (encoding & Application)
        {
            case 0:
                return unchecked(value + bias);
            case PcRelative:
                value = unchecked(value + place);
                break;
            case DataRelative:
                value = unchecked(value + dataBase);
                break;
            default:
                HasFailed = true; // text- and function-relative and aligned ones are not used on x86-64
                break;
        }

        HasFailed |= (encoding & Indirect) != 0;
        return value;
    }

    /// <summary>The number in the format of an encoding, whatever it counts from.</summary>
    public ulong Number(byte encoding)
    {
        switch (encoding & FormatMask)
        {
            case 0x0 or 0x4 or 0xc: return UInt64();
            case 0x1: return Unsigned();
            case 0x2: return UInt16();
            case 0x3: return UInt32();
            case 0x9: return unchecked((ulong)Signed());
            case 0xa: return unchecked((ulong)(short)UInt16());
            case 0xb: return unchecked((ulong)(int)UInt32());
            default:
                HasFailed = true;
                return 0;
        }
    }
}
