using DumpReader.Spaces;
using DumpReader.Types;

namespace Commands.Pipeline;

/// <summary>
/// What flows between the stages of a pipeline: a 64-bit value and, where known, the type of the object that it is the address of.
/// An object and a pointer to it are one item: <c>T</c> at A and a <c>T *</c> with value A are the same thing to the next stage.
/// </summary>
internal readonly struct Item
{
    public Item(ulong bits) => Bits = bits;

    public Item(ulong bits, CType? type, AddressSpace? space = null)
    {
        Bits = bits;
        Type = type;
        Space = space;
    }

    public ulong Bits { get; }

    /// <summary>Type of the object at address <see cref="Bits"/>; null for a bare integer.</summary>
    public CType? Type { get; }

    /// <summary>Where the address counts; null for the session's own virtual memory.</summary>
    public AddressSpace? Space { get; }

    /// <summary>What the stage before yielded, for stages that take rows: they look at its columns and pass it on as it is.</summary>
    public OutputEvent? Source { get; init; }

    /// <summary>Walk variables bound to this element, innermost first; null for none.</summary>
    public WalkBinding? Binding { get; init; }

    public bool IsBare => Type is null;

    public static implicit operator Item(ulong bits) => new(bits);
}
