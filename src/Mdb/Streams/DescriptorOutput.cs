using System.Runtime.InteropServices;
using Commands.Pipeline;

namespace Mdb.Streams;

/// <summary>
/// Writes to a file descriptor at the offset that it shares with children: no position of its own, as <see cref="FileStream"/> has. Once
/// the reader is gone, what is written is dropped.
/// </summary>
internal sealed class DescriptorOutput(int descriptor) : OutputOnlyStream
{
    private bool _isClosed;

    /// <summary>Called once when nothing can be written any more.</summary>
    public Action? Closed { get; set; }

    public override unsafe void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty && !_isClosed)
        {
            nint written;
            fixed (byte* start = buffer)
            {
                written = NativeMethods.Write(descriptor, start, buffer.Length);
            }

            if (written >= 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case NativeMethods.Interrupted:
                    break;
                case NativeMethods.TryAgain or NativeMethods.TryAgainMac:
                    Thread.Sleep(1);
                    break;
                default:
                    _isClosed = true;
                    Closed?.Invoke();
                    break;
            }
        }
    }

    public override void Flush()
    {
    }
}
