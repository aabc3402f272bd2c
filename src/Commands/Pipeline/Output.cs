namespace Commands.Pipeline;

/// <summary>Where the events of a stage go: text, JSON, the next stage, a shell command.</summary>
internal abstract class Output
{
    /// <summary>False: enough, the sender may stop.</summary>
    public abstract bool Emit(OutputEvent output);

    /// <summary>A command with its whole loop is done: a line begun is ended.</summary>
    public virtual void EndCommand() { }

    /// <summary>What stands on the line begun is not to be shown.</summary>
    public virtual void DiscardLine() { }

    /// <summary>Nobody reads any more.</summary>
    public virtual bool IsFull => false;

    /// <summary>Whether another stage reads this.</summary>
    public virtual bool IsPipe => false;

    /// <summary>Whether a filter reads this, which looks at rows as they are.</summary>
    public virtual bool TakesRows => false;

    /// <summary>Another form for the same reader (<c>| ::json</c>); null where a stage reads, which takes text or values only.</summary>
    public virtual Rendering? Open(OutputForm form) => null;
}
