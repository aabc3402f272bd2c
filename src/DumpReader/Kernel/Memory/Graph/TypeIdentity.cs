using DumpReader.Types;

namespace DumpReader.Kernel.Memory.Graph;

/// <summary>Questions about types that the passes ask.</summary>
internal static class TypeIdentity
{
    /// <summary>Whether two types are one, even where it was decoded twice.</summary>
    public static bool AreSame(CType a, CType b) =>
        ReferenceEquals(a, b) || (a.Id != 0 && a.Id == b.Id && a.Kind == b.Kind && a.Module == b.Module);

    public static bool IsStruct(CType type) => type.Resolve().Kind == TypeKind.Struct;

    public static bool IsAggregate(CType type) => type.Resolve().Kind is TypeKind.Struct or TypeKind.Union or TypeKind.Array;

    /// <summary>
    /// The element of the flexible array that a structure ends with: an array of one element behind other members, or at the end of its last
    /// member; null for none.
    /// </summary>
    public static CType? FlexibleElement(CType type)
    {
        // Nested structures have different sizes, so this ends.
        while (type.Resolve() is StructType { IsUnion: false, Members.Count: > 1 } structure)
        {
            CType last = structure.Members[^1].Type.Resolve();
            if (last is ArrayType array)
            {
                return array.Count == 1 && array.Element.Resolve() is { Size: > 0 } element ? element : null;
            }

            if (last.Size >= structure.Size)
            {
                return null;
            }

            type = last;
        }

        return null;
    }
}
