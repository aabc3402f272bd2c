using DumpReader.Spaces;
using DumpReader.Types;

namespace DumpReader.Kernel.Memory.Graph;

/// <summary>
/// Decides whether a node whose type fills only a part of it is an array of that type, or a structure with a flexible array at its end: every
/// pointer of every element must look like one.
/// </summary>
internal sealed class ArrayJudge(AddressSpace memory)
{
    private readonly Dictionary<CType, PointerPlace[]> _pointers = [];
    private readonly PartPlaces _parts = new(type => type is PointerType);

    /// <summary>True or false for a judgement; null where the question does not arise.</summary>
    /// <param name="type">The type at the start.</param>
    /// <param name="start">Address of the node.</param>
    /// <param name="size">Its size.</param>
    /// <param name="smaller">See <see cref="BufferSource.Smaller"/>.</param>
    public bool? Judge(CType type, ulong start, ulong size, ulong smaller)
    {
        ulong elementSize = type.Size;
        CType? flexible = TypeIdentity.FlexibleElement(type);
        if (flexible?.Resolve().Kind is not (TypeKind.Struct or TypeKind.Pointer))
        {
            flexible = null;
        }

        ulong limit = smaller != 0 ? smaller : size;
        if (flexible is not null)
        {
            return elementSize < size
                ? ArePlausible(type, start, 0, elementSize) && ArePlausible(flexible, start, elementSize, Math.Max(limit, elementSize))
                : null;
        }

        if (elementSize == 0 || elementSize > size / 2)
        {
            return null;
        }

        ulong rest = size % elementSize;
        return (rest == 0 || (smaller != 0 && size - rest > smaller)) && ArePlausible(type, start, 0, limit);
    }

    /// <summary>Whether all pointers of the elements that begin in a range look like pointers.</summary>
    private bool ArePlausible(CType element, ulong start, ulong from, ulong to)
    {
        PointerPlace[] places = Places(element);
        for (ulong at = from; places.Length > 0 && at < to; at += element.Size)
        {
            foreach (PointerPlace place in places)
            {
                if (at + place.Offset + 8 <= to && !IsPlausible(unchecked(start + at + place.Offset), place.IsAligned))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool IsPlausible(ulong place, bool isAligned) =>
        memory.TryReadUInt64(place, out ulong pointer)
        && (pointer == 0 || ((!isAligned || (pointer & 7) == 0) && memory.TryReadUInt64(pointer, out _)));

    private PointerPlace[] Places(CType type)
    {
        if (!_pointers.TryGetValue(type, out PointerPlace[]? places))
        {
            _pointers[type] = places = [.. _parts.In(type).Select(part => new PointerPlace(part.Offset, IsOfAligned(part.Part)))];
        }

        return places;
    }

    private static bool IsOfAligned(CType pointer) => ((PointerType)pointer).Target.Resolve().Kind is TypeKind.Struct or TypeKind.Union;

    /// <summary>A pointer in a type, and whether what it points to is aligned.</summary>
    private readonly record struct PointerPlace(ulong Offset, bool IsAligned);
}
