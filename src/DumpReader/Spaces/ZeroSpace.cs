using DumpReader.Bytes;

namespace DumpReader.Spaces;

/// <summary>Every address reads as zero: virtual memory where nothing is being debugged, as in stock mdb.</summary>
internal sealed class ZeroSpace : AddressSpace
{
    public override int Read(ulong address, Span<byte> buffer)
    {
        WorkLimit.Poll();
        buffer.Clear();
        return buffer.Length;
    }
}
