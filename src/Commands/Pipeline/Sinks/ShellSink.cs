using Commands.Output;

namespace Commands.Pipeline;

/// <summary>Sends text to a shell command; ends early when the command has enough.</summary>
internal sealed class ShellSink : Output, IDisposable
{
    private readonly Run _run;
    private readonly Stream _pipe;
    private readonly MdbWriter _writer;
    private bool _closed;

    public ShellSink(Run run, Stream pipe)
    {
        _run = run;
        _pipe = pipe;
        _writer = run.Session.NewWriter(pipe);
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
            _writer.NumberBase = _run.Session.Radix;
            output.WriteText(_run, _writer);
        }
        catch (IOException)
        {
            _closed = true;
        }

        return !_closed && !_run.ShouldStop;
    }

    public override void EndCommand() => Try(_writer.EndLine);

    public override void DiscardLine() => _writer.DiscardLine();

    /// <summary>Sends what is left and waits for the command to end.</summary>
    public void Dispose()
    {
        Try(_writer.Flush);
        _writer.Dispose();
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
