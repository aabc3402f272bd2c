using Commands.Pipeline;
using DumpReader.Symbols;
using DumpReader.Values;

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
    public string Note(Value thread, ulong address)
    {
        ulong state = thread.Number("t_state");
        ulong pointer = thread.Number("t_pcb.val[1]");
        return state == Free ? " (inactive interrupt thread)"
            : pointer - PanicStack < PanicSize || address >= pointer ? ""
            : state == OnProcessor ? " (possibly below sp)"
            : " (below sp)";
    }
}
