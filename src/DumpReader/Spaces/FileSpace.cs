using DumpReader.Bytes;

namespace DumpReader.Spaces;

/// <summary>A file as memory: an address is an offset.</summary>
internal sealed class FileSpace(IByteSource file) : AddressSpace
{
    public override int Read(ulong address, Span<byte> buffer)
    {
        WorkLimit.Poll();
        return address > long.MaxValue ? 0 : file.Read((long)address, buffer);
    }

    public override bool TrySpan(ulong address, int length, out ReadOnlySpan<byte> bytes)
    {
        WorkLimit.Poll();
        bytes = default;
        return address <= long.MaxValue && file.TrySpan((long)address, length, out bytes);
    }

    public override string MissingReason => "cannot read past current end of file";
}
