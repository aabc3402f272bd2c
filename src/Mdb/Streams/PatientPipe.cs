using System.IO.Pipes;
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

    /// <exception cref="IOException">The reader is gone, or the wait is over.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            WaitForRoom();
            ReadOnlySpan<byte> part = _descriptor < 0 ? buffer : buffer[..Math.Min(buffer.Length, Room)];
            pipe.Write(part);
            buffer = buffer[part.Length..];
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
