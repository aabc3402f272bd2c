using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Processes;

/// <summary>Shows what a thread keeps under a key.</summary>
[Dcmd("tsd")]
internal sealed class Tsd : Dcmd
{
    public override DcmdInfo Info { get; } = new("tsd", "print tsd[key-1] for this thread")
    {
        Address = AddressUse.Required,
        Usage = "-k key",
        Help = "Shows the thread-specific data of the thread at the address under the key; from a pipe only of threads that have some.",
        Examples = ["*panic_thread::tsd -k 1"],
        Module = "genunix",
        StockHelp = false,
    };

    public override string? InputType => "kthread_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "", "k") is not { } options || options.Rest != call.Arguments.Count
            || !options.TryNumber('k', out ulong key) || key == 0)
        {
            return Status.Usage;
        }

        if (!KernelObject.TryRead(call.Run, "kthread_t", call.Address, "failed to read kthread_t at ", out Value thread))
        {
            return Status.Error;
        }

        ulong element = 0;
        if (thread.Number("t_tsd") is var data and not 0)
        {
            if (!KernelObject.TryRead(call.Run, "struct tsd_thread", data, "failed to read tsd at ", out Value keys, reason: false))
            {
                return Status.Error;
            }

            ulong at = unchecked(keys.Number("ts_value") + ((key - 1) * 8));
            if (key <= keys.Number("ts_nkeys") && !call.Target.Memory.TryReadUInt64(at, out element))
            {
                call.Run.ReadError($"failed to read ts_value[{key - 1}] at {at:x}", at);
                return Status.Error;
            }
        }

        // Of many threads only those that have some are worth a line.
        return (element == 0 && call.FromPipe) || call.Emit(new Item(element), prefix: false) ? Status.Ok : Status.Abort;
    }
}
