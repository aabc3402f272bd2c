using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DumpReader.Bytes;

/// <summary>
/// Opens files that are read from their beginning on. What may keep its reader waiting, a pipe without a writer or a device, is waited for only
/// as long as the work of the thread may go on (<see cref="WorkLimit"/>), where the system is Linux.
/// </summary>
internal static class WaitingFile
{
    /// <summary>Throws what <see cref="File.OpenRead"/> throws. Reading throws <see cref="Problems.WorkStoppedException"/> where a wait has to end.</summary>
    public static Stream Open(string path) =>
        FileStatus.TryGet(path, out FileStatus status) && status.Stream is not null ? new WaitingStream(path) : File.OpenRead(path);
}

/// <summary>
/// A pipe or device that is open without a wait and asked again and again whether there is something to read. A pipe that nobody has opened for
/// writing yet has neither text nor an end; once there was a writer, it ends with the last one.
/// </summary>
internal sealed unsafe partial class WaitingStream : Stream
{
    // open(2), poll(2) of Linux.
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const short Input = 1;
    private const int Interrupted = 4;
    private const int TryAgain = 11;

    /// <summary>Milliseconds between two questions whether to go on waiting.</summary>
    private const int Every = 10;

    private readonly SafeFileHandle _file;

    /// <exception cref="IOException">It cannot be opened.</exception>
    public WaitingStream(string path)
    {
        int descriptor = OpenFile(path, NonBlocking | CloseOnExec);
        if (descriptor < 0)
        {
            throw new IOException(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
        }

        _file = new SafeFileHandle(descriptor, ownsHandle: true);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int descriptor = (int)_file.DangerousGetHandle();
        while (true)
        {
            var wait = new Wait { Descriptor = descriptor, Events = Input };
            if (Poll(&wait, 1, Every) <= 0)
            {
                WorkLimit.Check();
                continue;
            }

            fixed (byte* bytes = buffer)
            {
                nint got = ReadFile(descriptor, bytes, buffer.Length);
                int error = got < 0 ? Marshal.GetLastPInvokeError() : 0;
                if (got >= 0)
                {
                    return (int)got;
                }

                if (error is not (TryAgain or Interrupted))
                {
                    throw new IOException(Marshal.GetPInvokeErrorMessage(error));
                }
            }
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _file.Dispose();
        base.Dispose(disposing);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(Wait* descriptor, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint ReadFile(int descriptor, byte* buffer, nint length);

    /// <summary><c>struct pollfd</c>.</summary>
    private struct Wait
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
