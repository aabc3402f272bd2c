namespace DumpReader.Kernel;

/// <summary>How the context operators of a thread are linked, as the dump's own <c>struct ctxop</c> says (illumos issue 12477).</summary>
public enum ContextLayout
{
    /// <summary>The dump's types have no <c>struct ctxop</c>.</summary>
    Unknown,

    /// <summary>Singly linked, newest first, the oldest links to NULL: <c>struct ctxop</c> has no <c>prev</c>.</summary>
    Null,

    /// <summary>A ring both ways: the oldest links to the newest, the newest back to the oldest.</summary>
    Circular,
}

/// <summary>What the timestamps of a thread's operators prove about the last switch.</summary>
public enum ContextOrder
{
    /// <summary>Nothing: fewer than two operators, no timestamps, or one that is zero, negative or equal to its neighbour.</summary>
    None,

    /// <summary>Restored in reverse of the order in which they were saved.</summary>
    Stack,

    /// <summary>Restored in the order in which they were saved, newest first: the hazard of illumos issue 12477.</summary>
    Same,

    /// <summary>Neither: the timestamps contradict both orders.</summary>
    Mixed,
}
