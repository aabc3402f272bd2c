using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>Shows a queue that keeps the packets of a connection in order.</summary>
[Dcmd("squeue")]
internal sealed class Squeue : Dcmd
{
    private static readonly Table<Value> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("state", r => r.Number("sq_state")), new("count", r => r.Signed("sq_count")),
            new("first", r => Cell.Address(r.Number("sq_first"))), new("run", r => Cell.Address(r.Number("sq_run"))),
            new("worker", r => Cell.Address(r.Number("sq_worker"))),
        ],
        "            ADDR    STATE COUNT            FIRST              RUN           WORKER",
        (r, w) => w.Printf("%0?p %8x %5d %0?p %0?p %0?p\n", r.Address, (uint)r.Number("sq_state"), (int)r.Signed("sq_count"), r.Number("sq_first"),
            r.Number("sq_run"), r.Number("sq_worker")));

    public override DcmdInfo Info { get; } = new("squeue", "display a serialization queue")
    {
        Address = AddressUse.Required,
        Module = "ip",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows a serialization queue: state, packets that wait and the first of them, the thread that works on it, its own thread.",
    };

    public override string? InputType => "squeue_t";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        call.Header(Layout);
        return KernelObject.Row(call, "struct squeue_s", call.Address, "can't read squeue_t at ", Layout, queue => queue);
    }
}
