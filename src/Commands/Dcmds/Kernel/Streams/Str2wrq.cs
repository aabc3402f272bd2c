using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Streams;

/// <summary>Shows the write queue of the stream head at the address.</summary>
[Dcmd("str2wrq")]
internal sealed class Str2wrq() : StreamLink("str2wrq", "given stream, display write queue", "stdata_t", "queue_t", "Shows the write queue of the stream head at the address.")
{
    protected override ulong? Follow(Run run, Value start) => start.Number("sd_wrq");
}
