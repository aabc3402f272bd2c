using System.Buffers.Binary;
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
}
