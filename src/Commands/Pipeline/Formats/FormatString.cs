using System.Buffers.Binary;
using Commands.Output;
using DumpReader.Spaces;

namespace Commands.Pipeline.Formats;

/// <summary>Reads the texts of the letters C, s and S.</summary>
internal static class FormatString
{
    /// <summary>The longest text shown from memory that never has a NUL.</summary>
    public const int MostBytes = 1 << 20;

    private const int Piece = 256;

    /// <summary>The eight bytes of a value, lowest first; as many as <paramref name="bytes"/> holds.</summary>
    public static int OfValue(ulong value, Span<byte> bytes)
    {
        Span<byte> all = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(all, value);
        int count = Math.Min(8, bytes.Length);
        all[..count].CopyTo(bytes);
        return count;
    }

    /// <summary>The bytes before the next NUL; false where memory ends before one.</summary>
    public static bool TryRead(Run run, AddressSpace? memory, ulong address, out byte[] text)
    {
        var collected = new MemoryStream();
        Span<byte> piece = stackalloc byte[Piece];
        while (memory is not null && collected.Length < MostBytes && !run.ShouldStop)
        {
            int got = memory.Read(address, piece);
            if (got <= 0)
            {
                break;
            }

            int end = piece[..got].IndexOf((byte)0);
            collected.Write(piece[..(end < 0 ? got : end)]);
            if (end >= 0)
            {
                text = collected.ToArray();
                return true;
            }

            address = unchecked(address + (ulong)got);
        }

        text = [];
        return false;
    }
}
