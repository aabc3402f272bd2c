using Commands.Pipeline;

namespace Mdb.Streams;

/// <summary>
/// Gathers small writes. Whoever lets something else speak - the error stream, a child, a wait for input - flushes it first, so that
/// a person sees everything in the order in which it happened.
/// </summary>
internal sealed class BufferedOutput(Stream inner) : OutputOnlyStream
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _used;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length > _buffer.Length - _used)
        {
            Flush();
            if (buffer.Length >= _buffer.Length)
            {
                inner.Write(buffer);
                return;
            }
        }

        buffer.CopyTo(_buffer.AsSpan(_used));
        _used += buffer.Length;
    }

    public override void Flush()
    {
        int used = _used;
        _used = 0;
        inner.Write(_buffer.AsSpan(0, used));
        inner.Flush();
    }
}
