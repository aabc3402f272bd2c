using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DumpReader.Bytes;

/// <summary>A regular file mapped into memory; reads are spans over the map.</summary>
/// <remarks>
/// The length is fixed at open. A file that another process shortens while it is mapped ends this process (SIGBUS), which .NET
/// cannot catch; <see cref="PositionalFile"/> does not have that weakness.
/// </remarks>
public sealed unsafe partial class MappedFile : IByteSource
{
    private const long PageSize = 1 << 16; // of the machine, and of any that runs this
    private const int DoNotNeed = 4; // MADV_DONTNEED

    private readonly SafeFileHandle _handle;
    private readonly MemoryMappedFile? _map;
    private readonly MemoryMappedViewAccessor? _view;
    private byte* _start;
    private long _length;

    /// <summary>Maps an open file; the handle is owned from here on, unless this throws.</summary>
    public MappedFile(SafeFileHandle handle)
    {
        _handle = handle;
        _length = Math.Max(0, RandomAccess.GetLength(handle));
        if (_length == 0)
        {
            return;
        }

        _map = MemoryMappedFile.CreateFromFile(handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        try
        {
            _view = _map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        }
        catch
        {
            _map.Dispose();
            throw;
        }

        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += _view.PointerOffset;
    }

    public long Length => _length;

    public int Read(long offset, Span<byte> buffer)
    {
        int length = ByteRange.Clamp(_length, offset, buffer.Length);
        if (length > 0)
        {
            new ReadOnlySpan<byte>(_start + offset, length).CopyTo(buffer);
        }

        return length;
    }

    public bool TrySpan(long offset, int length, out ReadOnlySpan<byte> bytes)
    {
        bool inside = ByteRange.Contains(_length, offset, length);
        bytes = inside ? new ReadOnlySpan<byte>(_start + offset, length) : default;
        return inside;
    }

    public ReadOnlyMemory<byte> GetMemory(long offset, int length)
    {
        length = ByteRange.Clamp(_length, offset, length);
        return length == 0 ? default : new Window(this, offset, length).Memory;
    }

    public void Release(long offset, long length)
    {
        long start = (offset + PageSize - 1) / PageSize * PageSize;
        long end = Math.Min(_length, offset + length) / PageSize * PageSize;
        if (OperatingSystem.IsLinux() && offset >= 0 && end > start && _start != null)
        {
            _ = Advise(_start + start, (nint)(end - start), DoNotNeed);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(byte* start, nint length, int advice);

    /// <summary>Unmaps the file. Spans taken from it must not be used any more.</summary>
    public void Dispose()
    {
        if (_start != null)
        {
            _length = 0;
            _start = null;
            _view!.SafeMemoryMappedViewHandle.ReleasePointer();
        }

        _view?.Dispose();
        _map?.Dispose();
        _handle.Dispose();
    }

    /// <summary>A part of the map as <see cref="Memory{T}"/>; using it after the file is closed throws instead of touching the map.</summary>
    private sealed class Window(MappedFile file, long offset, int length) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan()
        {
            ObjectDisposedException.ThrowIf(file._start == null, file);
            return new Span<byte>(file._start + offset, length);
        }

        public override MemoryHandle Pin(int elementIndex = 0)
        {
            ObjectDisposedException.ThrowIf(file._start == null, file);
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)length);
            return new MemoryHandle(file._start + offset + elementIndex);
        }

        public override void Unpin() { }

        protected override void Dispose(bool disposing) { }
    }
}
