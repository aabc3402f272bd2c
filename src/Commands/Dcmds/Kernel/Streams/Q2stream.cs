using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Streams;

/// <summary>Shows the stream head of the queue at the address.</summary>
[Dcmd("q2stream")]
internal sealed class Q2stream() : StreamLink("q2stream", "given queue, display its stream", "queue_t", "stdata_t", "Shows the stream head of the queue at the address.")
{
    protected override ulong? Follow(Run run, Value start) => start.Number("q_stream");
}
