namespace Commands.Pipeline;

/// <summary>The log of a session: while one is kept, what is written to its output and error streams goes to a file as well.</summary>
internal sealed class SessionLog : IDisposable
{
    private FileStream? _file;

    /// <summary>File as the user named it; null while no log is kept.</summary>
    public string? Name { get; private set; }

    /// <summary>Appends to a file; a log kept before ends.</summary>
    public void Start(string name, string path)
    {
        var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        Stop();
        (_file, Name) = (file, name);
    }

    public void Stop()
    {
        _file?.Dispose();
        (_file, Name) = (null, null);
    }

    public void Dispose() => Stop();

    /// <summary>A stream that writes to <paramref name="to"/> and, while a log is kept, to the log.</summary>
    public Stream Tap(Stream to) => new Tee(this, to);

    private sealed class Tee(SessionLog log, Stream to) : OutputOnlyStream
    {
        public override void Flush()
        {
            to.Flush();
            log._file?.Flush();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            to.Write(buffer);
            log._file?.Write(buffer);
        }
    }
}
