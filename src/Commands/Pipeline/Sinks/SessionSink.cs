namespace Commands.Pipeline;

/// <summary>Shows events to whoever reads the output of the session.</summary>
/// <param name="run">The statement.</param>
/// <param name="rendering">How.</param>
/// <param name="reader">Who reads it in the place of that one; null for nobody.</param>
internal sealed class SessionSink(Run run, Rendering rendering, Output? reader = null) : Output
{
    private const int LongestWait = 100;

    private readonly bool _isWatched = run.Session.Streams.OutputIsTerminal;
    private long _shown = Environment.TickCount64;

    public override bool IsFull => reader?.IsFull == true;

    public override bool Emit(OutputEvent output)
    {
        rendering.Write(run, output);

        // A person sees what a slow command has found so far.
        if (_isWatched && rendering.Writer.Column == 0 && Environment.TickCount64 - _shown >= LongestWait)
        {
            rendering.Writer.Flush();
            _shown = Environment.TickCount64;
        }

        return !IsFull && !run.ShouldStop;
    }

    public override void EndCommand() => rendering.EndCommand();

    public override void DiscardLine() => rendering.DiscardLine();

    public override Rendering? Open(OutputForm form) => Rendering.Create(form, rendering.Writer);
}
