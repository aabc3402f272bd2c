namespace Commands.Pipeline;

/// <summary>Sends text to a shell command; ends early when the command has enough.</summary>
internal sealed class ShellSink : Output, IDisposable
{
    private readonly Run _run;
    private readonly Stream _pipe;
    private readonly Rendering _rendering;
    private bool _closed;

    public ShellSink(Run run, Stream pipe, OutputForm form)
    {
        _run = run;
        _pipe = pipe;
        _rendering = Rendering.Create(form, run.Session.NewWriter(pipe));
    }

    public override bool IsFull => _closed;

    public override bool Emit(OutputEvent output)
    {
        if (_closed)
        {
            return false;
        }

        try
        {
            _rendering.Write(_run, output);
        }
        catch (IOException)
        {
            _closed = true;
        }

        return !_closed && !_run.ShouldStop;
    }

    public override void EndCommand() => Try(_rendering.EndCommand);

    public override void DiscardLine() => _rendering.DiscardLine();

    public override Rendering? Open(OutputForm form) => Rendering.Create(form, _rendering.Writer);

    /// <summary>Sends what is left and waits for the command to end.</summary>
    public void Dispose()
    {
        Try(_rendering.Writer.Flush);
        _rendering.Writer.Dispose();
        _rendering.Dispose();
        try
        {
            _pipe.Dispose();
        }
        catch (IOException)
        {
            _closed = true;
        }
    }

    private void Try(Action write)
    {
        try
        {
            if (!_closed)
            {
                write();
            }
        }
        catch (IOException)
        {
            _closed = true;
        }
    }
}
