namespace Commands.Dcmds.Kernel;

/// <summary>Why the stack of a thread could not be told; in the order in which ::stacks sorts them.</summary>
internal enum StackFault
{
    None,
    NotInMemory,
    TooBig,
    Corrupt,
    Unreadable,
    NotFound,
}

/// <summary>The stack of a thread that is not running.</summary>
/// <param name="Fault">Why there is none.</param>
/// <param name="Pointer">Where the chain of frames begins.</param>
/// <param name="ProgramCounter">Where the thread stands; 0 when the chain had to be searched for.</param>
/// <param name="Frames">Return addresses, innermost first.</param>
/// <param name="Partial">For <see cref="StackFault.NotFound"/>: places at which broken chains begin, with their length.</param>
internal sealed record ThreadStack(StackFault Fault, ulong Pointer, ulong ProgramCounter, ulong[] Frames, IReadOnlyList<(ulong Place, int Frames)> Partial)
{
    public static ThreadStack Failed(StackFault fault) => new(fault, 0, 0, [], []);

    /// <summary>What ::stacks shows in the place of frames; null for a stack that was found.</summary>
    public string? Reason => Fault switch
    {
        StackFault.None => null,
        StackFault.NotInMemory => "<thread not in memory>",
        StackFault.TooBig or StackFault.Corrupt => "<thread structure stack info corrupt>",
        StackFault.Unreadable => "<stack not in dump>",
        _ => "<no consistent stack found>",
    };
}
