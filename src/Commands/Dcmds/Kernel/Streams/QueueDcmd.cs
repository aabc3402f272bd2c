using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Streams;

/// <summary>Lists STREAMS queues.</summary>
[Dcmd("queue")]
internal sealed class QueueDcmd : Dcmd
{
    private const int ArrowColumn = 31;

    public override DcmdInfo Info { get; } = new("queue", "filter/display STREAM queue")
    {
        Usage = "[-q|v] [-m mod] [-f flag] [-F flag] [-s syncq_addr]",
        Address = AddressUse.Optional,
        UsageDemandsAddress = true,
        Module = "genunix",
        Help = """
            Shows the queue at the address, or all read queues: module, flags, number of messages and the first of them.

              -q        the address only
              -v        with the names of its flags
              -m mod    those of this module, addresses only
              -f flag   those with this flag, addresses only
              -F flag   those without this flag, addresses only
              -s syncq  those of this syncq, addresses only
            """,
        Examples = ["::queue", "::queue -m ldterm"],
    };

    public override string? InputType => "queue_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "qv", numbers: "s", texts: "mfF") is not { } options || options.Rest != call.Arguments.Count
            || !FlagFilter.TryFlag(call, options.Text('f'), "queue flag", StreamFlags.Queue, out ulong set)
            || !FlagFilter.TryClearFlag(call, options, "queue flag", StreamFlags.Queue, out ulong clear))
        {
            return Status.Usage;
        }

        return Listing(call.Run).Show(call, options.Has('v'), brief: "qmfFs".Any(options.Has), queue =>
            (queue.Number("q_flag") & set) == set && (queue.Number("q_flag") & clear) == 0
            && (options.Text('m') is not { } module || module == ModuleOf(queue))
            && (!options.TryNumber('s', out ulong syncq) || syncq == queue.Number("q_syncq")));
    }

    /// <summary>Name of the module that a queue belongs to; empty where it is missing.</summary>
    internal static string ModuleOf(Value queue) => queue.Text("q_qinfo->qi_minfo->mi_idname");

    private static StreamListing Listing(Run run) => new(
        "queue_cache",
        "queue_t",
        new Table<Value>(
            [
                new("addr", r => Cell.Address(r.Address)), new("module", r => ModuleOf(r)), new("flags", r => r.Number("q_flag")),
                new("nblk", r => Messages(run, r)), new("first", r => Cell.Address(r.Number("q_first"))),
            ],
            "            ADDR MODULE         FLAGS NBLK",
            (r, w) => w.Printf("%0?p %-13s %06x %4d %0?p\n", r.Address, ModuleOf(r), r.Number("q_flag"), Messages(run, r), r.Number("q_first"))),
        r => [new FlagDrawing("flag_names", ArrowColumn, StreamFlags.Queue, r.Number("q_flag"))]);

    private static int Messages(Run run, Value queue) =>
        MessageChain.Walk(run.Session.Kernel, queue.Number("q_first"), "b_next", fault => KernelWalk.Report(run, fault)).UntilStopped(run).Count();
}
