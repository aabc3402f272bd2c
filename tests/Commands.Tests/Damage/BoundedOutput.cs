using System.Text;

namespace Commands.Tests.Damage;

/// <summary>Keeps the beginning of what is written, and fails where it has no end.</summary>
internal sealed class BoundedOutput : Stream
{
    /// <summary>Bytes that are kept.</summary>
    public const int Most = 4 << 20;

    /// <summary>More than any command has to say of a small dump.</summary>
    private const long Unbounded = 1L << 30;

    private readonly MemoryStream _kept = new();
    private long _length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position { get => _length; set => throw new NotSupportedException(); }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _length += buffer.Length;
        if (_length > Unbounded)
        {
            throw new InvalidOperationException("output without end");
        }

        _kept.Write(buffer[..(int)Math.Min(buffer.Length, Most - _kept.Length)]);
    }

    public override string ToString() => Encoding.Latin1.GetString(_kept.GetBuffer(), 0, (int)_kept.Length);
}
