using Commands.Output;

namespace Commands.Pipeline;

/// <summary>Shows events as text on a writer.</summary>
internal sealed class TextSink(Run run, MdbWriter writer) : Output
{
    private const int LongestWait = 100;

    private readonly bool _isWatched = run.Session.Streams.OutputIsTerminal;
    private long _shown = Environment.TickCount64;

    public override bool Emit(OutputEvent output)
    {
        writer.NumberBase = run.Session.Radix;
        output.WriteText(run, writer);

        // A person sees what a slow command has found so far.
        if (_isWatched && writer.Column == 0 && Environment.TickCount64 - _shown >= LongestWait)
        {
            writer.Flush();
            _shown = Environment.TickCount64;
        }

        return !run.ShouldStop;
    }

    public override void EndCommand() => writer.EndLine();

    public override void DiscardLine() => writer.DiscardLine();
}
