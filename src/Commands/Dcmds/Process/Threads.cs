using Commands.Pipeline;
using DumpReader.Targets;

namespace Commands.Dcmds.Process;

/// <summary>The threads of a process that left a core or minidump.</summary>
[Dcmd("threads")]
internal sealed class Threads : Dcmd
{
    private sealed record Row(ProcessThread Thread)
    {
        public ulong ProgramCounter => Thread.Registers.GetValueOrDefault("rip");

        public ulong StackPointer => Thread.Registers.GetValueOrDefault("rsp");
    }

    private static readonly Table<Row> Layout = new(
        [
            new("tid", r => (ulong)r.Thread.Id), new("signal", r => r.Thread.Signal), new("sp", r => Cell.Address(r.StackPointer)),
            new("pc", r => Cell.Address(r.ProgramCounter)), new("function", r => Cell.Symbolic(r.ProgramCounter)),
        ],
        "     TID SIG               SP               PC FUNCTION",
        (r, w) => w.Printf("%8u %3d %?lx %?lx %a\n", r.Thread.Id, r.Thread.Signal, r.StackPointer, r.ProgramCounter, r.ProgramCounter));

    public override DcmdInfo Info { get; } = new("threads", "list the threads of a process")
    {
        Address = AddressUse.Optional,
        Ours = true,
        Help = """
            Lists the threads of a core or minidump, the one that failed first, or the one whose
            number is the address. Passes on that number: ::threads | ::regs, ::threads | ::stack.
            """,
        Examples = ["::threads"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        if (call.Target.Process is not { } process)
        {
            return call.Fail(call.Target.Kind == "proc" ? Reasons.NoProcess : Reasons.NotSupported);
        }

        call.Header(Layout);
        bool found = !call.HasAddress;
        foreach (ProcessThread thread in process.Threads.Where(t => !call.HasAddress || t.Id == call.Address))
        {
            found = true;
            if (!call.Row(Layout, new Row(thread), new Item(thread.Id)))
            {
                break;
            }
        }

        return found ? Status.Ok : call.Fail($"no thread {call.Address:x}");
    }
}
