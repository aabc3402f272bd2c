namespace Mdb.Editor;

/// <summary>What a key brought about, for whoever draws the line.</summary>
internal enum EditorAction
{
    /// <summary>Nothing to see.</summary>
    None,
    /// <summary>The line or the cursor changed.</summary>
    Redraw,
    /// <summary>Clear the screen, then draw.</summary>
    ClearScreen,
    /// <summary>Show the candidates of <see cref="EditorStep.List"/> below the line, then draw it again.</summary>
    List,
    /// <summary>The line is finished.</summary>
    Accept,
    /// <summary>The line is abandoned.</summary>
    Interrupt,
    /// <summary>End of input.</summary>
    EndOfInput,
    /// <summary>Stop the program as the terminal's suspend character does.</summary>
    Suspend,
}

/// <param name="Action">What to do.</param>
/// <param name="List">The candidates, for <see cref="EditorAction.List"/>.</param>
internal readonly record struct EditorStep(EditorAction Action, Candidates List = default)
{
    public static implicit operator EditorStep(EditorAction action) => new(action);
}
