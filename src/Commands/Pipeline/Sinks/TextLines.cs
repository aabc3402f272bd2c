using Commands.Output;

namespace Commands.Pipeline;

/// <summary>Shows events as stock mdb's text.</summary>
internal sealed class TextLines(MdbWriter writer) : Rendering(writer)
{
    public override OutputForm Form => OutputForm.Text;

    public override void Write(Run run, OutputEvent output)
    {
        Writer.NumberBase = run.Session.Radix;
        output.WriteText(run, Writer);
    }

    public override void EndCommand() => Writer.EndLine();

    public override void DiscardLine() => Writer.DiscardLine();
}
