namespace Commands.Pipeline;

/// <summary>What a shell command reads. What is written after it has stopped reading is dropped.</summary>
internal sealed class ShellPipe(Stream pipe) : OutputOnlyStream
{
    /// <summary>The command has enough.</summary>
    public bool IsClosed { get; private set; }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (IsClosed)
        {
            return;
        }

        try
        {
            pipe.Write(buffer);
        }
        catch (IOException)
        {
            IsClosed = true;
        }
    }

    public override void Flush()
    {
        if (IsClosed)
        {
            return;
        }

        try
        {
            pipe.Flush();
        }
        catch (IOException)
        {
            IsClosed = true;
        }
    }

    /// <summary>Waits for the command to end.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            try
            {
                pipe.Dispose();
            }
            catch (IOException)
            {
                IsClosed = true;
            }
        }

        base.Dispose(disposing);
    }
}
