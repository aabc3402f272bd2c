using DumpReader.Spaces;

namespace DumpReader.Values;

/// <summary>A range of memory as it was copied, with the original behind it for all that lies outside.</summary>
internal sealed class SnapshotSpace(AddressSpace behind, ulong start, ReadOnlyMemory<byte> bytes) : AddressSpace
{
    public override int Read(ulong address, Span<byte> buffer)
    {
        ulong offset = unchecked(address - start);
        if (offset >= (ulong)bytes.Length || (ulong)buffer.Length > (ulong)bytes.Length - offset)
        {
            return behind.Read(address, buffer);
        }

        bytes.Span.Slice((int)offset, buffer.Length).CopyTo(buffer);
        return buffer.Length;
    }

    internal override void SayCut(ulong address, int length) => behind.SayCut(address, length);

    public override bool TrySpan(ulong address, int length, out ReadOnlySpan<byte> span)
    {
        ulong offset = unchecked(address - start);
        if (offset >= (ulong)bytes.Length || (ulong)length > (ulong)bytes.Length - offset)
        {
            return behind.TrySpan(address, length, out span);
        }

        span = bytes.Span.Slice((int)offset, length);
        return true;
    }
}
