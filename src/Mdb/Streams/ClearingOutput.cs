using Commands.Pipeline;

namespace Mdb.Streams;

/// <summary>Takes the progress line off the terminal before something is written.</summary>
internal sealed class ClearingOutput(Stream inner, ProgressLine progress) : OutputOnlyStream
{
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!buffer.IsEmpty)
        {
            progress.Clear();
        }

        inner.Write(buffer);
    }

    public override void Flush() => inner.Flush();
}
