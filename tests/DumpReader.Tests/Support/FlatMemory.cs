using DumpReader.Spaces;

namespace DumpReader.Tests.Support;

/// <summary>Some bytes at an address.</summary>
internal sealed class FlatMemory(ulong start, byte[] bytes) : AddressSpace
{
    public override int Read(ulong address, Span<byte> buffer)
    {
        ulong within = address - start;
        int count = within < (ulong)bytes.Length ? (int)Math.Min((ulong)buffer.Length, (ulong)bytes.Length - within) : 0;
        bytes.AsSpan((int)Math.Min(within, (ulong)bytes.Length), count).CopyTo(buffer);
        return count;
    }
}
