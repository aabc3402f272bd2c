using DumpReader.Spaces;

namespace Commands.Tests.Fakes;

/// <summary>One run of bytes at an address; nothing else is mapped.</summary>
internal sealed class ByteSpace(ulong start, params byte[] bytes) : AddressSpace
{
    public override int Read(ulong address, Span<byte> buffer)
    {
        ulong offset = unchecked(address - start);
        if (offset >= (ulong)bytes.Length)
        {
            return 0;
        }

        int count = (int)Math.Min((ulong)buffer.Length, (ulong)bytes.Length - offset);
        bytes.AsSpan((int)offset, count).CopyTo(buffer);
        return count;
    }
}
