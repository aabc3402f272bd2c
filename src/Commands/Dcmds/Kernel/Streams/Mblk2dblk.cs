using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Streams;

/// <summary>Shows the data block of the message block at the address.</summary>
[Dcmd("mblk2dblk")]
internal sealed class Mblk2dblk() : StreamLink("mblk2dblk", "convert mblk_t address to dblk_t address", "mblk_t", "dblk_t", "Shows the data block of the message block at the address.")
{
    protected override ulong? Follow(Run run, Value start) => start.Number("b_datap");
}
