using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Streams;

/// <summary>Draws the queues of a stream.</summary>
[Dcmd("stream")]
internal sealed class StreamDcmd : Dcmd
{
    public override DcmdInfo Info { get; } = new("stream", "display stream")
    {
        Address = AddressUse.Required,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Draws the queues of the stream whose head is at the address, from the head down: the write side left, the read side right.",
    };

    public override string? InputType => "stdata_t";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        if (!KernelObject.TryRead(call.Run, "stdata_t", call.Address, "couldn't read stdata_t at ", out Value stream))
        {
            return Status.Error;
        }

        bool first = true;
        foreach (ulong at in StreamQueue.LinkedBy("q_next").From(call.Session.Kernel, stream.Number("sd_wrq"), f => KernelWalk.Report(call.Run, f)))
        {
            if (!KernelObject.TryRead(call.Run, "queue_t", at, "couldn't read queue_t at ", out Value write)
                || !KernelObject.TryRead(call.Run, "queue_t", StreamQueue.Other(write), "couldn't read queue_t at ", out Value read))
            {
                return Status.Error;
            }

            if (!call.Emit(new QueuePairEvent(write, read, first)))
            {
                break;
            }

            first = false;
        }

        return Status.Ok;
    }
}
