using Commands.Dcmds.Core;
using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Kernel;

/// <summary>The listing of a thread's stack that ::findstack and ::threadlist share.</summary>
internal static class ThreadStackListing
{
    private static readonly Table<FoundStack> Layout = new(
        [
            new("thread", f => Cell.Address(f.Thread.Address)), new("free", f => f.IsFree), new("name", f => f.Description),
            new("sp", f => Cell.Address(f.Stack.Pointer)), new("pc", f => f.Stack.ProgramCounter == 0 ? Cell.None : Cell.Symbolic(f.Stack.ProgramCounter)),
        ],
        Header: null,
        Write);

    private static readonly Table<(ulong Place, int Frames)> Places = new(
        [new("sp", p => Cell.Address(p.Place)), new("frames", p => p.Frames)], Header: null, (p, w) => w.Write($"  {p.Place:x} ({p.Frames})\n"));

    /// <param name="call">The call.</param>
    /// <param name="found">The thread and its stack.</param>
    /// <param name="style">How frames are shown.</param>
    /// <param name="command">Run on the stack pointer instead of listing frames; null for the listing.</param>
    /// <param name="indent">Columns that everything is moved right.</param>
    public static Status Show(Invocation call, FoundStack found, FrameStyle style, string? command, int indent)
    {
        ThreadStack stack = found.Stack;
        ulong address = found.Thread.Address;
        switch (stack.Fault)
        {
            case StackFault.None:
                break;
            case StackFault.NotInMemory:
                return call.Fail($"thread {address:x} isn't in memory");
            case StackFault.TooBig:
                return call.Fail($"stack size for thread {address:x} is too big to be reasonable");
            case StackFault.Corrupt:
                return call.Fail($"stack base or stack top corrupt for thread {address:x}");
            case StackFault.Unreadable:
                call.Run.ReadError($"couldn't read stack of thread {address:x}: {Reasons.NoMapping}", found.Thread.StackBase);
                return Status.Error;
            default:
                call.Line($"Possible stack pointers for thread {address:x}:");
                foreach ((ulong Place, int Frames) place in stack.Partial)
                {
                    call.Row(Places, place);
                }

                return Status.Error;
        }

        var output = new IndentedOutput(call.Output, indent);
        output.Emit(new RowEvent<FoundStack>(Layout, found, new Item(address, call.Session.Kernel.Thread.Type)));
        var inner = new IndentedOutput(call.Output, indent + 2);
        if (command is not null)
        {
            return call.Session.Evaluate(command, stack.Pointer, inner);
        }

        FrameListing.Emit(call.Run, inner, stack.Pointer, 0, style);
        inner.EndCommand();
        return Status.Ok;
    }

    private static void Write(FoundStack found, MdbWriter writer)
    {
        writer.Write("stack pointer for thread ");
        writer.Hex(found.Thread.Address);
        writer.Printf(" %s(%s): ", found.IsFree ? "(TS_FREE) " : "", found.Description);
        writer.Hex(found.Stack.Pointer);
        writer.NewLine();
        if (found.Stack.ProgramCounter != 0)
        {
            writer.Printf("[ %0?lr %a() ]\n", found.Stack.Pointer, found.Stack.ProgramCounter);
        }
    }
}
