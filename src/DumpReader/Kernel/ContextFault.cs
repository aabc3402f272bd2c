using DumpReader.Problems;

namespace DumpReader.Kernel;

/// <summary>What can be wrong with the links between the context operators of a thread.</summary>
public enum ContextFaultKind
{
    /// <summary>A link leads back to an operator that is not the head: the list never ends.</summary>
    LoopSkipsHead,

    /// <summary>An operator links to itself, and is not the only one of a ring.</summary>
    SelfLoop,

    /// <summary>A list that must end at NULL returns to its head.</summary>
    UnexpectedRing,

    /// <summary>Nothing is in the dump where a link leads.</summary>
    DanglingNext,

    /// <summary>A link is not a multiple of 8.</summary>
    MisalignedNext,

    /// <summary>A prev link does not lead to the operator before.</summary>
    PreviousDisagrees,

    /// <summary>A ring is cut: a link is NULL.</summary>
    NullInCircular,

    /// <summary>The dump holds only the beginning of an operator.</summary>
    UnreadableTail,

    /// <summary>More operators than any thread can have.</summary>
    TooMany,

    /// <summary>The thread's own pointer to its operators (t_ctx) is not in the dump.</summary>
    UnreadableThread,
}

/// <summary>One fault in a chain of context operators.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Operator">Number of the operator concerned, from 1; 0 for the thread's own link to the first.</param>
/// <param name="Address">Of that operator, or of the thread.</param>
/// <param name="Target">The link that is wrong; for <see cref="ContextFaultKind.UnreadableTail"/> the bytes that are there.</param>
public readonly record struct ContextFault(ContextFaultKind Kind, int Operator, ulong Address, ulong Target)
{
    /// <summary>As text, with the operator's number and address, in hexadecimal.</summary>
    public string Text
    {
        get
        {
            string link = Operator == 0 ? "t_ctx" : "next";
            string place = Operator == 0 ? $"at thread {Address:x}" : $"at op {Operator} {Address:x}";
            return Kind switch
            {
                ContextFaultKind.LoopSkipsHead => $"loop skips head: next {Target:x} {place}",
                ContextFaultKind.SelfLoop => $"self-loop {place}",
                ContextFaultKind.UnexpectedRing => $"loop to head in a list that ends at NULL {place}",
                ContextFaultKind.DanglingNext => $"dangling {link} {Target:x} {place}",
                ContextFaultKind.MisalignedNext => $"misaligned {link} {Target:x} {place}",
                ContextFaultKind.PreviousDisagrees => $"prev {Target:x} disagrees {place}",
                ContextFaultKind.NullInCircular => $"NULL next in circular chain {place}",
                ContextFaultKind.UnreadableTail => $"unreadable tail: {Target:x} bytes {place}",
                ContextFaultKind.TooMany => $"chain has no end within {Operator} ops {place}",
                _ => $"unreadable t_ctx {place}",
            };
        }
    }

    /// <summary>The same as a problem, <c>MDB511</c> to <c>MDB520</c> in the order of <see cref="ContextFaultKind"/>.</summary>
    public Problem ToProblem() => new("MDB" + (511 + (int)Kind), "context operators: " + Text, Address);
}
