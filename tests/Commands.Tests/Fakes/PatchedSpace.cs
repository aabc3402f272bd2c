using DumpReader.Bytes;
using DumpReader.Spaces;

namespace Commands.Tests.Fakes;

/// <summary>Memory with some of its bytes overwritten.</summary>
internal sealed class PatchedSpace(AddressSpace inner) : AddressSpace
{
    public List<(ulong Address, byte[] Bytes)> Patches { get; } = [];

    public override int Read(ulong address, Span<byte> buffer)
    {
        int got = inner.Read(address, buffer);
        foreach ((ulong at, byte[] bytes) in Patches)
        {
            long from = Math.Max(0, unchecked((long)(at - address)));
            long skip = Math.Max(0, unchecked((long)(address - at)));
            long count = Math.Min(buffer.Length - from, bytes.Length - skip);
            if (count > 0 && from <= got)
            {
                bytes.AsSpan((int)skip, (int)count).CopyTo(buffer[(int)from..]);
                got = Math.Max(got, (int)(from + count));
            }
        }

        return got;
    }

    public override bool TryGetPhysical(ulong address, out PhysicalAddress physical) => inner.TryGetPhysical(address, out physical);
}
