using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.TaskQueues;

/// <summary>Shows what waits in a task queue.</summary>
[Dcmd("taskq_entry")]
internal sealed class TaskqEntry : Dcmd
{
    private static readonly Table<Value> Layout = new(
        [
            new("entry", r => Cell.Address(r.Address)), new("arg", r => Cell.Address(r.Number("tqent_arg"))),
            new("function", r => Cell.Symbolic(r.Number("tqent_func"))),
        ],
        "ENTRY            ARG              FUNCTION",
        (r, w) => w.Printf("%-?p %-?p %a\n", r.Address, r.Number("tqent_arg"), r.Number("tqent_func")));

    public override DcmdInfo Info { get; } = new("taskq_entry", "display a taskq_ent_t")
    {
        Address = AddressUse.Required,
        Module = "genunix",
        StockPipeForm = false,
        Help = "Shows an entry of a task queue: the function that is to run, and its argument. The walker taskq_entry lists those of a queue.",
    };

    public override string? InputType => "taskq_ent_t";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        if (!KernelObject.TryRead(call.Run, "taskq_ent_t", call.Address, "failed to read taskq_ent_t at ", out Value entry))
        {
            return Status.Error;
        }

        call.Header(Layout);
        return call.Row(Layout, entry, new Item(entry.Address, entry.Type)) ? Status.Ok : Status.Abort;
    }
}
