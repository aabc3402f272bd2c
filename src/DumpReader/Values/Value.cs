using DumpReader.Spaces;
using DumpReader.Types;

namespace DumpReader.Values;

/// <summary>A type at a place: an object of <see cref="Type"/> at <see cref="Address"/> in <see cref="Space"/>. Nothing is read until asked.</summary>
public readonly partial struct Value
{
    public Value(AddressSpace space, CType type, ulong address) => (Space, Type, Address) = (space, type, address);

    public AddressSpace Space { get; }

    public CType Type { get; }

    public ulong Address { get; }
}
