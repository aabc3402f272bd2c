namespace DumpReader.Scans;

/// <summary>Who asked for a scan: may stop it, and is told how far it is. Called by the thread that takes the results, but for <see cref="IsOver"/>.</summary>
internal interface IScanControl
{
    /// <summary>True once nobody wants the rest: interrupted, or past a deadline.</summary>
    bool ShouldStop { get; }

    /// <summary>As <see cref="ShouldStop"/>, without any effect: asked by long parts on whatever thread they run.</summary>
    bool IsOver { get; }

    /// <summary>Called often.</summary>
    /// <param name="done">Parts whose result was taken.</param>
    /// <param name="total">All parts.</param>
    void Progress(long done, long total);

    /// <summary>The scan is over, at its end or before.</summary>
    void End();
}
