using DumpReader.Spaces;
using DumpReader.Types;

namespace DumpReader.Values;

/// <summary>
/// A type at a place: an object of <see cref="Type"/> at <see cref="Address"/> in <see cref="Space"/>. Nothing is read until asked.
/// </summary>
public readonly partial struct Value
{
    public Value(AddressSpace space, CType type, ulong address, int bitOffset = 0) =>
        (Space, Type, Address, BitOffset) = (space, type, address, bitOffset);

    public AddressSpace Space { get; }

    /// <summary>As declared: a typedef or a qualified type stays one; see <see cref="CType.Resolve"/>.</summary>
    public CType Type { get; }

    public ulong Address { get; }

    /// <summary>Bits behind <see cref="Address"/> at which a bit-field begins, 0 to 7.</summary>
    public int BitOffset { get; }

    public override string ToString() => $"{Type.Name} at {Address:x}";
}
