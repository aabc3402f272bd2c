using DumpReader.Types;

namespace DumpReader.Kernel.Memory.Graph;

/// <summary>An object of which there is one type to go by.</summary>
internal readonly record struct TypedObject(ulong Address, CType Type);

/// <summary>The objects of a type graph: a node, each element of one that is an array, or structures in a node of no type.</summary>
internal static class TypedObjects
{
    public static IEnumerable<TypedObject> Of(TypeGraph graph)
    {
        foreach (int node in graph.Nodes.InOrder)
        {
            ulong start = graph.Nodes.Start(node);
            if (TypeOf(graph, node) is { } type)
            {
                foreach (TypedObject element in Elements(start, type, graph.IsArray(node) ? graph.Nodes.Size(node) : type.Size))
                {
                    yield return element;
                }
            }

            if (graph.Nodes.Type(node) is not null)
            {
                continue;
            }

            foreach (Inference fragment in graph.Fragments(node))
            {
                if (TypeIdentity.IsStruct(fragment.Type))
                {
                    yield return new TypedObject(start + graph.OffsetOf(node, fragment), fragment.Type);
                }
            }
        }
    }

    /// <summary>The known type, or the one structure or array that was inferred.</summary>
    private static CType? TypeOf(TypeGraph graph, int node)
    {
        if (graph.Nodes.Type(node) is { } known)
        {
            return known;
        }

        CType? found = null;
        foreach (Inference inference in graph.Types(node))
        {
            TypeKind kind = inference.Type.Resolve().Kind;
            if (kind == TypeKind.Union || (found is not null && kind is TypeKind.Struct or TypeKind.Array))
            {
                return null;
            }

            found = kind is TypeKind.Struct or TypeKind.Array ? inference.Type : found;
        }

        return found;
    }

    private static IEnumerable<TypedObject> Elements(ulong start, CType type, ulong size)
    {
        if (type.Resolve() is ArrayType array)
        {
            size = array.Size;
            type = array.Element;
        }

        for (ulong at = 0; type.Size > 0 && at + type.Size <= size; at += type.Size)
        {
            yield return new TypedObject(start + at, type);
        }
    }
}
