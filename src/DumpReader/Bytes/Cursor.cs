using System.Buffers.Binary;
using System.Text;
using DumpReader.Problems;

namespace DumpReader.Bytes;

/// <summary>Reads little-endian fields one after another; a read past the end throws <see cref="DumpException"/> MDB101.</summary>
public ref struct Cursor(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    public readonly int Remaining => _bytes.Length - Position;

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)Remaining)
        {
            throw new DumpException(new Problem("MDB101", $"structure cut short: {count} bytes needed at offset {Position}, {Remaining} there"));
        }

        ReadOnlySpan<byte> taken = _bytes.Slice(Position, count);
        Position += count;
        return taken;
    }

    /// <summary>Passes over padding; usable inside an object initialiser, where it yields nothing of meaning.</summary>
    public void Skip(int count) => Take(count);

    /// <summary>A fixed field of <paramref name="width"/> bytes that holds text up to the first NUL.</summary>
    public string Text(int width)
    {
        ReadOnlySpan<byte> field = Take(width);
        int end = field.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? field : field[..end]);
    }
}
