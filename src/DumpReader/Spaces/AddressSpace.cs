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

    /// <summary>The physical address behind an address; false where there is none, or none is known.</summary>
    public virtual bool TryGetPhysical(ulong address, out PhysicalAddress physical)
    {
        physical = default;
        return false;
    }

    /// <summary>Why a read is short, in mdb's words.</summary>
    public virtual string MissingReason => "no mapping for address";

    public bool TryRead(ulong address, Span<byte> buffer) => Read(address, buffer) == buffer.Length;

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
