using Commands.Dcmds.Core;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>The listing of a thread's stack that ::findstack and ::threadlist share.</summary>
internal static class ThreadStackListing
{
    private sealed record Title(ulong Thread, bool Free, string Description, ulong Pointer, ulong ProgramCounter);

    private static readonly Table<Title> Layout = new(
        [
            new("thread", t => Cell.Address(t.Thread)), new("free", t => t.Free), new("name", t => t.Description),
            new("sp", t => Cell.Address(t.Pointer)), new("pc", t => t.ProgramCounter == 0 ? Cell.None : Cell.Symbolic(t.ProgramCounter)),
        ],
        Header: null,
        Write);

    private static readonly Table<(ulong Place, int Frames)> Places = new(
        [new("sp", p => Cell.Address(p.Place)), new("frames", p => p.Frames)], Header: null, (p, w) => w.Write($"  {p.Place:x} ({p.Frames})\n"));

    /// <param name="call">The call.</param>
    /// <param name="thread">A <c>kthread_t</c>, read whole.</param>
    /// <param name="style">How frames are shown.</param>
    /// <param name="command">Run on the stack pointer instead of listing frames; null for the listing.</param>
    /// <param name="indent">Columns that everything is moved right.</param>
    public static Status Show(Invocation call, Value thread, FrameStyle style, string? command, int indent)
    {
        ThreadStack stack = StackFinder.Find(call.Run, thread);
        ulong address = thread.Address;
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
                call.Run.ReadError($"couldn't read stack of thread {address:x}: {Reasons.NoMapping}", thread.Number("t_stkbase"));
                return Status.Error;
            default:
                call.Line($"Possible stack pointers for thread {address:x}:");
                foreach ((ulong Place, int Frames) place in stack.Partial)
                {
                    call.Row(Places, place);
                }

                return Status.Error;
        }

        string description = ThreadDescription.Of(call.Run, thread);
        var output = new IndentedOutput(call.Output, indent);
        output.Emit(new RowEvent<Title>(
            Layout, new Title(address, thread.Number("t_state") == 0, description, stack.Pointer, stack.ProgramCounter), new Item(address, thread.Type)));
        var inner = new IndentedOutput(call.Output, indent + 2);
        if (command is not null)
        {
            return call.Session.Evaluate(command, stack.Pointer, inner);
        }

        FrameListing.Emit(call.Run, inner, stack.Pointer, 0, style);
        inner.EndCommand();
        return Status.Ok;
    }

    private static void Write(Title title, MdbWriter writer)
    {
        writer.Printf("stack pointer for thread %p%s (%s): %p\n", title.Thread, title.Free ? " (TS_FREE)" : "", title.Description, title.Pointer);
        if (title.ProgramCounter != 0)
        {
            writer.Printf("[ %0?lr %a() ]\n", title.Pointer, title.ProgramCounter);
        }
    }
}
