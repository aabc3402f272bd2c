using System.Runtime.InteropServices;

namespace Mdb.Streams;

/// <summary>
/// Standard input that a <c>!</c> child shares: nothing stays read that was not used. A regular file is read in blocks and its position put
/// back before a child starts (<see cref="GiveBack"/>); a pipe is looked at through tee(2), which copies without taking, and taken
/// from only as far as it was used. Where neither works (terminals, other systems) every read asks for just what is wanted.
/// What has been said is shown before a wait for more.
/// </summary>
internal sealed class SharedInput : Stream
{
    private const int FileBlock = 16 * 1024;
    private const int PipeBlock = 64 * 1024;

    private readonly Stream _output;
    private byte[] _block = [];
    private bool _isProbed;
    private bool _isFile;
    private int _pipeRead = -1;
    private int _pipeWrite = -1;
    private int _length;
    private int _used;

    public SharedInput(Stream output) => _output = output;

    /// <summary>Opened when first read: a run with <c>-e</c> may have no standard input at all.</summary>
    private Stream Plain => field ??= Console.OpenStandardInput();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (_used == _length && !Fill())
        {
            _output.Flush();
            return _block.Length == 0 ? Plain.Read(buffer) : 0;
        }

        int count = Math.Min(buffer.Length, _length - _used);
        _block.AsSpan(_used, count).CopyTo(buffer);
        _used += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int ReadByte()
    {
        Span<byte> one = stackalloc byte[1];
        return Read(one) == 1 ? one[0] : -1;
    }

    /// <summary>Leaves standard input where the commands read so far end; called before a child starts and at the end.</summary>
    public void GiveBack()
    {
        if (_isFile && _used < _length)
        {
            NativeMethods.Seek(NativeMethods.StandardInput, _used - _length, NativeMethods.FromCurrent);
        }
        else if (!_isFile)
        {
            Take(_used);
        }

        _used = _length = 0;
    }

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>The next block; false at the end, or where blocks cannot be had.</summary>
    private bool Fill()
    {
        Probe();
        if (_block.Length == 0)
        {
            return false;
        }

        _output.Flush();
        GiveBack();
        int got = _isFile ? ReadFrom(NativeMethods.StandardInput, _block, 0, _block.Length) : Peek();
        if (got < 0)
        {
            // The plain stream meets the same trouble and says what it is.
            _block = [];
        }

        _length = Math.Max(got, 0);
        return _length > 0;
    }

    /// <summary>What tee copies of the pipe; -1 where it fails.</summary>
    private int Peek()
    {
        nint copied;
        do
        {
            copied = NativeMethods.Tee(NativeMethods.StandardInput, _pipeWrite, _block.Length, 0);
        }
        while (copied < 0 && Marshal.GetLastPInvokeError() == NativeMethods.Interrupted);

        int length = 0;
        while (length < copied && ReadFrom(_pipeRead, _block, length, (int)copied - length) is var got and > 0)
        {
            length += got;
        }

        return copied < 0 ? -1 : length;
    }

    /// <summary>Takes from the pipe what tee showed and the session used.</summary>
    private void Take(int count)
    {
        while (count > 0 && ReadFrom(NativeMethods.StandardInput, _block, 0, count) is var got and > 0)
        {
            count -= got;
        }
    }

    private static unsafe int ReadFrom(int descriptor, byte[] buffer, int at, int count)
    {
        fixed (byte* start = &buffer[at])
        {
            nint got;
            do
            {
                got = NativeMethods.Read(descriptor, start, count);
            }
            while (got < 0 && Marshal.GetLastPInvokeError() == NativeMethods.Interrupted);

            return (int)got;
        }
    }

    /// <summary>Finds out, at the first read, what standard input is: a run with <c>-e</c> never asks.</summary>
    private void Probe()
    {
        if (_isProbed)
        {
            return;
        }

        _isProbed = true;
        _isFile = !OperatingSystem.IsWindows() && NativeMethods.Seek(NativeMethods.StandardInput, 0, NativeMethods.FromCurrent) >= 0;
        if (!_isFile && OperatingSystem.IsLinux() && Console.IsInputRedirected)
        {
            OpenScratch();
        }

        _block = _isFile ? new byte[FileBlock] : _pipeRead >= 0 ? new byte[PipeBlock] : [];
    }

    /// <summary>A pipe of our own for what tee copies, if standard input is a pipe that it can look into.</summary>
    private unsafe void OpenScratch()
    {
        int* ends = stackalloc int[2];
        if (NativeMethods.Pipe(ends, NativeMethods.CloseOnExec) != 0)
        {
            return;
        }

        bool canTee = NativeMethods.Tee(NativeMethods.StandardInput, ends[1], 0, NativeMethods.DoNotBlock) >= 0;
        if (canTee)
        {
            (_pipeRead, _pipeWrite) = (ends[0], ends[1]);
        }
        else
        {
            NativeMethods.Close(ends[0]);
            NativeMethods.Close(ends[1]);
        }
    }
}
