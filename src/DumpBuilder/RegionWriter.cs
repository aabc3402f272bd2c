using System.Buffers.Binary;
using DumpBuilder.Image;

namespace DumpBuilder;

/// <summary>Writes the memory of one region of a dump, at any place of it and in any order; what is not written is zero.</summary>
public sealed class RegionWriter
{
    private readonly PageStore _store;
    private readonly PagePlan _plan;
    private readonly ulong _space;

    internal RegionWriter(PageStore store, PagePlan plan, ulong space, ulong address, ulong length) =>
        (_store, _plan, _space, Address, Length) = (store, plan, space, address, length);

    /// <summary>First virtual address of the region.</summary>
    public ulong Address { get; }

    /// <summary>In bytes.</summary>
    public ulong Length { get; }

    /// <exception cref="ArgumentOutOfRangeException">The bytes do not lie in the region.</exception>
    public void Write(ulong address, ReadOnlySpan<byte> bytes)
    {
        Check(address, bytes.Length);
        while (!bytes.IsEmpty)
        {
            Span<byte> place = Place(address, bytes.Length, write: true);
            bytes[..place.Length].CopyTo(place);
            bytes = bytes[place.Length..];
            address += (ulong)place.Length;
        }
    }

    public void Write(ulong address, ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        Write(address, bytes);
    }

    /// <summary>What has been written there so far.</summary>
    public void Read(ulong address, Span<byte> bytes)
    {
        Check(address, bytes.Length);
        while (!bytes.IsEmpty)
        {
            Span<byte> place = Place(address, bytes.Length, write: false);
            place.CopyTo(bytes);
            bytes = bytes[place.Length..];
            address += (ulong)place.Length;
        }
    }

    private Span<byte> Place(ulong address, int length, bool write)
    {
        int offset = (int)(address % Layout.PageSize);
        Span<byte> page = _store.Page(_plan.IndexOf(_space, address), write);
        return page.Slice(offset, Math.Min(length, Layout.PageSize - offset));
    }

    private void Check(ulong address, int length)
    {
        if (address < Address || address - Address > Length || (ulong)length > Length - (address - Address))
        {
            throw new ArgumentOutOfRangeException(nameof(address), $"{length:x} bytes at {address:x} are outside of the region {Address:x},{Length:x}");
        }
    }
}
