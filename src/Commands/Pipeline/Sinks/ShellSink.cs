namespace Commands.Pipeline;

/// <summary>Sends events to a shell command; ends early when the command has enough.</summary>
internal sealed class ShellSink : Output, IDisposable
{
    private readonly Run _run;
    private readonly ShellPipe _pipe;
    private readonly Rendering _rendering;

    public ShellSink(Run run, Stream pipe, OutputForm form)
    {
        _run = run;
        _pipe = new ShellPipe(pipe);
        _rendering = Rendering.Create(form, run.Session.NewWriter(_pipe));
    }

    public override bool IsFull => _pipe.IsClosed;

    public override bool Emit(OutputEvent output)
    {
        if (!IsFull)
        {
            _rendering.Write(_run, output);
        }

        return !IsFull && !_run.ShouldStop;
    }

    public override void EndCommand() => _rendering.EndCommand();

    public override void DiscardLine() => _rendering.DiscardLine();

    public override Rendering? Open(OutputForm form) => Rendering.Create(form, _rendering.Writer);

    /// <summary>Sends what is left and waits for the command to end.</summary>
    public void Dispose()
    {
        _rendering.Writer.Flush();
        _rendering.Writer.Dispose();
        _rendering.Dispose();
        _pipe.Dispose();
        _ = (_run.IsLate || _pipe.IsClosed) && _run.ShouldStop; // an interrupt after all was written is the command's own
    }
}
