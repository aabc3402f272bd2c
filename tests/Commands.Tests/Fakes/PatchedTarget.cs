using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Spaces;
using DumpReader.Targets;
using DumpReader.Types;

namespace Commands.Tests.Fakes;

/// <summary>A dump with some of its memory overwritten: damage to order.</summary>
internal sealed class PatchedTarget(ITarget inner) : OverlaidTarget(inner)
{
    private readonly PatchedSpace _memory = new(inner.Memory);

    public override AddressSpace Memory => _memory;

    public void Put(ulong address, byte[] bytes) => _memory.Patches.Add((address, bytes));

    /// <summary>Writes an integer or pointer member of a structure.</summary>
    public void Set(string type, ulong address, string member, ulong value)
    {
        if (Types.Find(null, type, out _)?.Resolve() is not StructType structure || !structure.TryGetMember(member, out Member? found))
        {
            throw new ArgumentException($"{type} has no {member}");
        }

        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        Put(address + found.ByteOffset, bytes[..(int)found.Type.Size]);
    }

    private sealed class PatchedSpace(AddressSpace inner) : AddressSpace
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
}
