using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Spaces;

namespace Commands.Pipeline;

/// <summary>
/// The memory of the target for the rows of one statement, which is partial where something is missing. The first page is never there: what
/// is looked for behind a NULL pointer is not missing but does not exist.
/// </summary>
internal sealed class WatchedSpace(Run run) : AddressSpace
{
    private readonly AddressSpace _memory = run.Target.Memory;

    public override string MissingReason => _memory.MissingReason;

    public override int Read(ulong address, Span<byte> buffer)
    {
        int got = _memory.Read(address, buffer);
        if (got < buffer.Length && address >= SmallestPage)
        {
            run.Missing(unchecked(address + (ulong)got));
        }

        return got;
    }

    public override bool TrySpan(ulong address, int length, out ReadOnlySpan<byte> bytes) => _memory.TrySpan(address, length, out bytes);

    internal override void SayCut(ulong address, int length) =>
        run.Partial(new Problem("MDB525", $"the text at {address:x} has more than {length} bytes; the rest is left out", address));

    public override bool TryGetPhysical(ulong address, out PhysicalAddress physical) => _memory.TryGetPhysical(address, out physical);
}
