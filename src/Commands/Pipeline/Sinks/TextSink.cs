using Commands.Output;

namespace Commands.Pipeline;

/// <summary>Shows events as text on a writer.</summary>
internal sealed class TextSink(Run run, MdbWriter writer) : Output
{
    public override bool Emit(OutputEvent output)
    {
        writer.NumberBase = run.Session.Radix;
        output.WriteText(run, writer);
        return !run.ShouldStop;
    }

    public override void EndCommand() => writer.EndLine();

    public override void DiscardLine() => writer.DiscardLine();
}
