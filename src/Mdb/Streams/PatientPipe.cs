using System.IO.Pipes;
using System.Runtime.InteropServices;
using Commands.Pipeline;

namespace Mdb.Streams;

/// <summary>
/// Writes to a pipe only what it has room for, and waits for room no longer than somebody wants it to: a reader that does not read cannot
/// hold the session up.
/// </summary>
/// <param name="pipe">To a child.</param>
/// <param name="isOver">Whether the wait is to end.</param>
internal sealed class PatientPipe(Stream pipe, Func<bool> isOver) : OutputOnlyStream
{
    /// <summary>PIPE_BUF of the systems there are: a pipe that is ready takes as much without a wait.</summary>
    private const int Room = 512;

    /// <summary>Milliseconds between two questions.</summary>
    private const int Every = 10;

    private readonly int _descriptor = OperatingSystem.IsWindows() || pipe is not PipeStream known ? -1 : (int)known.SafePipeHandle.DangerousGetHandle();
    private bool? _takesParts;

    /// <exception cref="IOException">The reader is gone, or the wait is over.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _takesParts ??= OperatingSystem.IsLinux() && _descriptor >= 0 && NativeMethods.Control(_descriptor, NativeMethods.GetFlags, 0) is var flags and >= 0
            && NativeMethods.Control(_descriptor, NativeMethods.SetFlags, flags | NativeMethods.NonBlocking) >= 0;
        while (!buffer.IsEmpty)
        {
            buffer = buffer[(_takesParts.Value ? WritePart(buffer) : WriteRoom(buffer))..];
        }
    }

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            pipe.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Writes what there is room for now; waits where there is none.</summary>
    private unsafe int WritePart(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* bytes = buffer)
        {
            nint written = NativeMethods.Write(_descriptor, bytes, buffer.Length);
            if (written >= 0)
            {
                return (int)written;
            }
        }

        int error = Marshal.GetLastPInvokeError();
        if (error == NativeMethods.TryAgain)
        {
            WaitForRoom();
        }
        else if (error != NativeMethods.Interrupted)
        {
            throw new IOException(Marshal.GetPInvokeErrorMessage(error));
        }

        return 0;
    }

    private int WriteRoom(ReadOnlySpan<byte> buffer)
    {
        WaitForRoom();
        ReadOnlySpan<byte> part = _descriptor < 0 ? buffer : buffer[..Math.Min(buffer.Length, Room)];
        pipe.Write(part);
        return part.Length;
    }

    private void WaitForRoom()
    {
        var output = new PollDescriptor { Descriptor = _descriptor, Events = NativeMethods.PollOutput };
        while (_descriptor >= 0 && NativeMethods.Poll(ref output, 1, Every) <= 0)
        {
            if (isOver())
            {
                throw new IOException("nobody reads, and the statement is to end");
            }
        }
    }
}
