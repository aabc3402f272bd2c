using Commands.Pipeline;

namespace Mdb.Streams;

/// <summary>The error stream: each write goes out at once, after the output that came before it.</summary>
internal sealed class ErrorOutput(Stream inner, Stream output) : OutputOnlyStream
{
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        output.Flush();
        inner.Write(buffer);
    }

    public override void Flush() => inner.Flush();
}
