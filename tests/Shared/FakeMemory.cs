using System.Buffers.Binary;
using DumpReader.Spaces;

namespace Shared;

/// <summary>Memory of a test: pages that something was written to exist, all others do not.</summary>
internal sealed class FakeMemory : AddressSpace
{
    private const int PageSize = 4096;

    private readonly Dictionary<ulong, byte[]> _pages = [];

    public int Reads { get; private set; }

    public override int Read(ulong address, Span<byte> buffer)
    {
        Reads++;
        int done = 0;
        while (done < buffer.Length && _pages.TryGetValue((address + (ulong)done) / PageSize, out byte[]? page))
        {
            int from = (int)((address + (ulong)done) % PageSize);
            int length = Math.Min(PageSize - from, buffer.Length - done);
            page.AsSpan(from, length).CopyTo(buffer[done..]);
            done += length;
        }

        return done;
    }

    public void Write(ulong address, ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            ulong at = address + (ulong)i;
            if (!_pages.TryGetValue(at / PageSize, out byte[]? page))
            {
                _pages[at / PageSize] = page = new byte[PageSize];
            }

            page[at % PageSize] = bytes[i];
        }
    }

    public void WriteUInt64(ulong address, ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        Write(address, bytes);
    }

    public void WriteUInt32(ulong address, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        Write(address, bytes);
    }

    /// <summary>Makes a page disappear.</summary>
    public void Drop(ulong address) => _pages.Remove(address / PageSize);
}
