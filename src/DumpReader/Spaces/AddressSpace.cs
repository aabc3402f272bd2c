using System.Buffers.Binary;
using System.Runtime.InteropServices;
using DumpReader.Bytes;
using Microsoft.Diagnostics.Runtime;

namespace DumpReader.Spaces;

/// <summary>
/// Bytes by address. It is ClrMD's memory contract, so whatever reads memory through ClrMD reads a kernel dump.
/// Reads never throw for memory that is missing: they are short.
/// </summary>
public abstract class AddressSpace : IMemoryReader
{
    /// <summary>Memory is there or missing in units of this many bytes, or of a multiple.</summary>
    internal const ulong SmallestPage = 4096;

    public int PointerSize => 8;

    /// <summary>Copies bytes from <paramref name="address"/> on; returns how many were there before the first that is not in the dump.</summary>
    public abstract int Read(ulong address, Span<byte> buffer);

    /// <summary>The bytes without a copy, where they lie together in the mapped file; valid until the dump is closed.</summary>
    public virtual bool TrySpan(ulong address, int length, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        return false;
    }

    /// <summary>
    /// Bytes to keep, lent by the mapped file where they lie together in it, else a copy; valid until the dump is closed. Shorter than
    /// <paramref name="length"/> where memory is missing.
    /// </summary>
    public virtual ReadOnlyMemory<byte> GetMemory(ulong address, int length)
    {
        var copy = new byte[Math.Max(length, 0)];
        int count = Read(address, copy);
        return count == copy.Length ? copy : copy.AsSpan(0, count).ToArray();
    }

    /// <summary>
    /// Bytes from an address on for a scan: as many as lie together without a copy, else those of one page in the buffer; none where the
    /// first is not in the dump. Leaves no trace in caches of translations.
    /// </summary>
    /// <param name="address">The first byte.</param>
    /// <param name="end">The bytes end here at the latest.</param>
    /// <param name="buffer">At least <see cref="SmallestPage"/> bytes.</param>
    internal virtual ReadOnlySpan<byte> Run(ulong address, ulong end, Span<byte> buffer)
    {
        ulong page = SmallestPage - (address & (SmallestPage - 1));
        int length = (int)Math.Min(end - address, page);
        return buffer[..Read(address, buffer[..length])];
    }

    /// <summary>
    /// The parts of a range that a scan need look at, by address. Usually the range itself; where it is much larger than all that is
    /// in the dump, the memory that is there.
    /// </summary>
    internal virtual IEnumerable<AddressRange> Present(AddressRange range) => [range];

    /// <summary>The physical address behind an address; false where there is none, or none is known.</summary>
    public virtual bool TryGetPhysical(ulong address, out PhysicalAddress physical)
    {
        physical = default;
        return false;
    }

    /// <summary>Why a read is short, in mdb's words.</summary>
    public virtual string MissingReason => "no mapping for address";

    public bool TryRead(ulong address, Span<byte> buffer) => Read(address, buffer) == buffer.Length;

    /// <summary>
    /// Copies text up to its NUL, the end of the buffer or the first byte that is not in the dump; of the pages behind the NUL nothing is asked.
    /// </summary>
    /// <param name="address">The first byte.</param>
    /// <param name="buffer">Takes the text.</param>
    /// <param name="length">Bytes before the NUL.</param>
    /// <returns>False where not even the first byte is in the dump.</returns>
    internal bool TryReadText(ulong address, Span<byte> buffer, out int length)
    {
        length = 0;
        while (length < buffer.Length)
        {
            ulong at = unchecked(address + (ulong)length);
            Span<byte> piece = buffer.Slice(length, (int)Math.Min((ulong)(buffer.Length - length), SmallestPage - (at & (SmallestPage - 1))));
            int got = Read(at, piece);
            int end = piece[..got].IndexOf((byte)0);
            length += end < 0 ? got : end;
            if (end >= 0 || got < piece.Length)
            {
                return length > 0 || end >= 0;
            }
        }

        return true;
    }

    /// <summary>Text has no end within what is believed of it; for memory whose reader is to be told.</summary>
    /// <param name="address">Where it begins.</param>
    /// <param name="length">Bytes that are taken for all of it.</param>
    internal virtual void SayCut(ulong address, int length)
    {
    }

    public bool TryReadUInt64(ulong address, out ulong value)
    {
        if (TrySpan(address, 8, out ReadOnlySpan<byte> bytes))
        {
            value = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            return true;
        }

        Span<byte> buffer = stackalloc byte[8];
        bool whole = Read(address, buffer) == 8;
        value = whole ? BinaryPrimitives.ReadUInt64LittleEndian(buffer) : 0;
        return whole;
    }

    public bool TryReadUInt32(ulong address, out uint value)
    {
        if (TrySpan(address, 4, out ReadOnlySpan<byte> bytes))
        {
            value = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            return true;
        }

        Span<byte> buffer = stackalloc byte[4];
        bool whole = Read(address, buffer) == 4;
        value = whole ? BinaryPrimitives.ReadUInt32LittleEndian(buffer) : 0;
        return whole;
    }

    public bool Read<T>(ulong address, out T value) where T : unmanaged
    {
        value = default;
        return TryRead(address, MemoryMarshal.AsBytes(new Span<T>(ref value)));
    }

    public T Read<T>(ulong address) where T : unmanaged => Read(address, out T value) ? value : default;

    public bool ReadPointer(ulong address, out ulong value) => TryReadUInt64(address, out value);

    public ulong ReadPointer(ulong address) => TryReadUInt64(address, out ulong value) ? value : 0;
}
