using Microsoft.Win32.SafeHandles;

namespace DumpBuilder.Image;

/// <summary>
/// The data pages of the file under construction, written in any order through a cache of fixed size. Pages that are never
/// written, or only with zeros, stay holes in the file.
/// </summary>
internal sealed class PageStore(SafeFileHandle file, long data, long pages)
{
    private const int Slots = 1024;

    /// <summary>savecore writes blocks of 128 KiB, aligned in the file.</summary>
    private const long BlockSize = 128 * 1024;

    private readonly byte[] _cache = new byte[Slots * Layout.PageSize];
    private readonly long[] _held = NoPages();
    private readonly bool[] _dirty = new bool[Slots];
    private long _end;

    public Span<byte> Page(long index, bool write)
    {
        int slot = (int)(index % Slots);
        Span<byte> page = _cache.AsSpan(slot * Layout.PageSize, Layout.PageSize);
        if (_held[slot] != index)
        {
            Flush(slot);
            page.Clear();
            if (index < _end)
            {
                RandomAccess.Read(file, page, data + (index * Layout.PageSize));
            }

            _held[slot] = index;
        }

        _dirty[slot] |= write;
        return page;
    }

    /// <summary>
    /// Writes what is still held, and sets the length of the file by savecore's rule: a zero page at the start of a block is not
    /// written, one behind a non-zero page of its block is, so the file ends with the block of the last page that is not zero.
    /// </summary>
    public void Finish()
    {
        for (int slot = 0; slot < Slots; slot++)
        {
            Flush(slot);
        }

        Span<byte> page = stackalloc byte[Layout.PageSize];
        for (; _end > 0; _end--)
        {
            page.Clear();
            RandomAccess.Read(file, page, data + ((_end - 1) * Layout.PageSize));
            if (page.ContainsAnyExcept((byte)0))
            {
                break;
            }
        }

        long written = data + (_end * Layout.PageSize);
        long length = Math.Min((written + BlockSize - 1) / BlockSize * BlockSize, data + (pages * Layout.PageSize));
        RandomAccess.SetLength(file, _end == 0 ? data : length);
    }

    private void Flush(int slot)
    {
        if (!_dirty[slot])
        {
            return;
        }

        _dirty[slot] = false;
        ReadOnlySpan<byte> page = _cache.AsSpan(slot * Layout.PageSize, Layout.PageSize);
        if (_held[slot] >= _end && !page.ContainsAnyExcept((byte)0))
        {
            return;
        }

        RandomAccess.Write(file, page, data + (_held[slot] * Layout.PageSize));
        _end = Math.Max(_end, _held[slot] + 1);
    }

    private static long[] NoPages()
    {
        long[] none = new long[Slots];
        Array.Fill(none, -1);
        return none;
    }
}
