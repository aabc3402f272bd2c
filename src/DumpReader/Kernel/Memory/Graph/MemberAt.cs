using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Types;

namespace DumpReader.Kernel.Memory.Graph;

/// <summary>What a type has at an offset: looks through structures, arrays - also of more elements than declared - and unions.</summary>
internal sealed class MemberAt(TypeCatalog types)
{
    /// <summary>What lay too deep to be looked through; null for nothing.</summary>
    public Problem? Cut { get; private set; }

    private readonly CType? _voidPointer = types.Find(null, "void *", out _);

    /// <summary>Finds the type that a pointer at an offset points to.</summary>
    /// <param name="type">The type of the object.</param>
    /// <param name="offset">Bytes from its start; beyond its size it is an array of itself, or ends in a flexible one.</param>
    /// <param name="room">Bytes behind the place that the pointer points to: the largest type that it can point to in a union.</param>
    /// <param name="target">The type pointed to, typedefs resolved.</param>
    /// <param name="member">Name of the member: the pointer itself, or the innermost structure or array that it lies in.</param>
    public bool TryPointer(CType type, ulong offset, ulong room, out CType target, out string member)
    {
        member = "";
        target = type;
        if (Find(type, offset, room, ref member, 0)?.Resolve() is not PointerType pointer)
        {
            return false;
        }

        target = pointer.Target.Resolve();
        return target is not UnknownType;
    }

    private CType? Find(CType type, ulong offset, ulong room, ref string member, int depth)
    {
        type = type.Resolve();
        if (depth > Limits.TypeNesting)
        {
            Cut = new Problem("MDB525", $"{type.Name} lies more than {Limits.TypeNesting} levels within others; what its members point to is left out");
            return null;
        }

        return type switch
        {
            ArrayType array => Element(array.Element.Resolve(), offset, room, ref member, depth),
            StructType { IsUnion: true } union => InUnion(union, offset, room, ref member, depth),
            StructType structure => InStruct(structure, offset, room, ref member, depth),
            _ => offset == 0 ? type : null,
        };
    }

    private CType? Element(CType element, ulong offset, ulong room, ref string member, int depth) =>
        element.Size == 0 ? null
        : TypeIdentity.IsAggregate(element) ? Find(element, offset % element.Size, room, ref member, depth + 1)
        : offset % element.Size == 0 ? element
        : null;

    private CType? InStruct(StructType structure, ulong offset, ulong room, ref string member, int depth)
    {
        if (structure.Size == 0)
        {
            return null;
        }

        if (offset >= structure.Size)
        {
            if (TypeIdentity.FlexibleElement(structure) is { } element)
            {
                return Element(element, offset - (structure.Size - element.Size), room, ref member, depth);
            }

            offset %= structure.Size;
        }

        foreach (Member m in structure.Members)
        {
            CType type = m.Type.Resolve();
            ulong within = unchecked(offset - m.ByteOffset);
            if (within >= type.Size)
            {
                continue;
            }

            if (TypeIdentity.IsAggregate(type))
            {
                member = m.Name;
                return Find(type, within, room, ref member, depth + 1);
            }

            member = depth == 0 ? m.Name : member;
            return within == 0 ? type : null;
        }

        return null;
    }

    /// <summary>The one member that can be meant; where several can, nobody knows.</summary>
    private CType? InUnion(StructType union, ulong offset, ulong room, ref string member, int depth)
    {
        CType? found = null;
        int count = 0;
        string name = member;
        foreach (Member m in union.Members)
        {
            string inner = depth == 0 || TypeIdentity.IsAggregate(m.Type) ? m.Name : member;
            ulong within = unchecked(offset - m.ByteOffset);
            if (within < m.Type.Size && Find(m.Type, within, room, ref inner, depth + 1)?.Resolve() is PointerType pointer
                && pointer.Target.Resolve().Size <= room)
            {
                found = pointer;
                name = inner;
                count++;
            }
        }

        member = name;
        return count > 1 ? _voidPointer : found;
    }
}
