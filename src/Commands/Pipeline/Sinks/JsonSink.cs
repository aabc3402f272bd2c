namespace Commands.Pipeline;

/// <summary>Shows events as JSON lines.</summary>
internal sealed class JsonSink(Run run, JsonLines lines) : Output
{
    public override bool Emit(OutputEvent output)
    {
        lines.Write(run, output);
        return !run.ShouldStop;
    }
}
