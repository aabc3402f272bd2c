using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Streams;

/// <summary>Shows the other end of the pipe whose stream head is at the address; the stream head itself where it has none.</summary>
[Dcmd("str2mate")]
internal sealed class Str2mate() : StreamLink("str2mate", "print mate of this stream", "stdata_t", "stdata_t", "Shows the other end of the pipe whose stream head is at the address; the stream head itself where it has none.")
{
    protected override ulong? Follow(Run run, Value start) => start.Number("sd_mate") is var mate and not 0 ? mate : start.Address;
}
