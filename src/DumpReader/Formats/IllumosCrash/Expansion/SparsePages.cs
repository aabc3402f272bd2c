using Microsoft.Win32.SafeHandles;

namespace DumpReader.Formats.IllumosCrash.Expansion;

/// <summary>
/// Writes pages in ascending order as savecore does: in blocks of 128 KiB, aligned in the file, of which zero pages at the start are
/// left out. A block also ends where the group of pages ends, so that the length of the file comes out the same. One thread at a time.
/// </summary>
/// <param name="data">Offset of the first page of the dump.</param>
internal sealed class SparsePages(SafeFileHandle file, long data)
{
    public const int BlockSize = 128 << 10;

    private const int PageSize = 4096;

    private readonly byte[] _block = new byte[BlockSize];
    private long _start;
    private int _length;

    public void Add(long index, ReadOnlySpan<byte> page)
    {
        long offset = data + (index * PageSize);
        if (_length > 0 && offset != _start + _length)
        {
            Flush();
        }

        if (_length == 0)
        {
            if (!page.ContainsAnyExcept((byte)0))
            {
                return;
            }

            _start = offset;
        }

        page.CopyTo(_block.AsSpan(_length));
        _length += PageSize;
        if ((offset + PageSize) % BlockSize == 0)
        {
            Flush();
        }
    }

    /// <summary>Writes what is held; called at the end of each group of pages.</summary>
    public void Flush()
    {
        if (_length > 0)
        {
            RandomAccess.Write(file, _block.AsSpan(0, _length), _start);
            _length = 0;
        }
    }
}
