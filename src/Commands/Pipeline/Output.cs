namespace Commands.Pipeline;

/// <summary>Where the events of a stage go: text, JSON, the next stage, a shell command.</summary>
internal abstract class Output
{
    /// <summary>False: enough, the sender may stop.</summary>
    public abstract bool Emit(OutputEvent output);
}
