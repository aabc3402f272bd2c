using Commands.Pipeline;
using DumpReader.Symbols;

namespace Commands.Dcmds.Kernel;

/// <summary>What is to be said of a place on the stack of a thread: that nothing there is in use.</summary>
/// <param name="PanicStack">Where the kernel runs once it panics; a panicking thread's stack pointer is there.</param>
/// <param name="PanicSize">Its size; 0 where the kernel has none.</param>
internal readonly record struct StackPlace(ulong PanicStack, ulong PanicSize)
{
    private const ulong Free = 0;
    private const ulong OnProcessor = 4;

    public static StackPlace For(Session session) =>
        session.FindSymbol(null, "panic_stack", out Symbol stack) == SymbolLookup.Found ? new StackPlace(stack.Value, stack.Size) : default;

    /// <summary><c> (below sp)</c>, <c> (possibly below sp)</c>, <c> (inactive interrupt thread)</c> or nothing.</summary>
    /// <param name="state">t_state of the thread.</param>
    /// <param name="pointer">Its stack pointer.</param>
    /// <param name="address">The place.</param>
    public string Note(ulong state, ulong pointer, ulong address)
    {
        return state == Free ? " (inactive interrupt thread)"
            : pointer - PanicStack < PanicSize || address >= pointer ? ""
            : state == OnProcessor ? " (possibly below sp)"
            : " (below sp)";
    }
}
