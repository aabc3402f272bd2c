using Commands.Language;
using Commands.Output;
using DumpReader.Problems;

namespace Commands.Pipeline;

/// <summary>How answers are written.</summary>
internal enum OutputForm
{
    /// <summary>As stock mdb writes them.</summary>
    Text,
    /// <summary>One JSON object a row.</summary>
    Json,
    /// <summary>One line of comma-separated values a row, a heading before the first.</summary>
    Csv,
}

/// <summary>Writes events in one form on one writer.</summary>
internal abstract class Rendering(MdbWriter writer) : IDisposable
{
    public MdbWriter Writer { get; } = writer;

    public abstract OutputForm Form { get; }

    public abstract void Write(Run run, OutputEvent output);

    /// <summary>Something is missing from the answer.</summary>
    public virtual void Write(Problem problem) { }

    /// <summary>A statement could not be read.</summary>
    public virtual void Write(LanguageFault fault) { }

    /// <summary>A command with its whole loop is done.</summary>
    public virtual void EndCommand() { }

    /// <summary>What stands on the line begun is not to be shown.</summary>
    public virtual void DiscardLine() { }

    /// <summary>All is written.</summary>
    /// <param name="reason">Why that is not everything asked for; null where it is.</param>
    public virtual void WriteEnd(string? reason) { }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }

    public static Rendering Create(OutputForm form, MdbWriter writer) => form switch
    {
        OutputForm.Json => new JsonLines(writer),
        OutputForm.Csv => new CsvLines(writer),
        _ => new TextLines(writer),
    };
}
