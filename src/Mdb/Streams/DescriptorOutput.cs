using System.Runtime.InteropServices;

namespace Mdb.Streams;

/// <summary>
/// Writes to a file descriptor at the offset that it shares with children: no position of its own, as <see cref="FileStream"/> has. Once
/// the reader is gone, what is written is dropped and <see cref="IsClosed"/> says so.
/// </summary>
internal sealed class DescriptorOutput(int descriptor) : OutputOnlyStream
{
    /// <summary>Nothing can be written any more.</summary>
    public bool IsClosed { get; private set; }

    public override unsafe void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty && !IsClosed)
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
                    IsClosed = true;
                    break;
            }
        }
    }

    public override void Flush()
    {
    }
}
