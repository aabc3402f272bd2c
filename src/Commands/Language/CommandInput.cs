namespace Commands.Language;

/// <summary>Where commands come from, a byte at a time.</summary>
internal abstract class CommandInput : IDisposable
{
    /// <summary>The next byte, or -1 at the end.</summary>
    public abstract int Read();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>A string or the text of a pipe, one character a byte; a last line without newline gets one.</summary>
internal sealed class TextInput(string text) : CommandInput
{
    private int _at;

    public override int Read()
    {
        if (_at < text.Length)
        {
            return text[_at++];
        }

        return _at++ == text.Length && text.Length > 0 && text[^1] != '\n' ? '\n' : -1;
    }
}

/// <summary>A stream; nothing is read ahead, so that a child process may read on where a statement ended.</summary>
internal sealed class StreamInput(Stream stream, bool owned = false) : CommandInput
{
    private readonly byte[] _byte = new byte[1];

    public override int Read() => stream.Read(_byte, 0, 1) == 1 ? _byte[0] : -1;

    protected override void Dispose(bool disposing)
    {
        if (owned)
        {
            stream.Dispose();
        }

        base.Dispose(disposing);
    }
}
