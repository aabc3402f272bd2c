namespace DumpReader.Types.Ctf;

/// <summary>
/// Makes a CTF version 2 container (sys/ctf.h, <c>ctf_header_t</c> and <c>ctf_type_t</c>) of types: a parent, or a child that refers to
/// a parent's types by their ids. The bytes depend on nothing but the calls made: ids are given in the order in which types are first met.
/// </summary>
public sealed partial class CtfWriter
{
    /// <summary>Ids have 15 bits; the last is kept free because 0xffff, which it would be in a child, marks a long size.</summary>
    private const int MaxTypes = 0x7ffe;

    private const int ChildBit = 0x8000;

    private readonly CtfWriter? _parent;
    private readonly string _parentName;
    private readonly string _label;
    private readonly Dictionary<CType, int> _tagged = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<TypeKey, int> _derived = [];
    private readonly List<CType> _types = [];
    private readonly Queue<StructType> _unvisited = new();

    /// <param name="label">Name of the label that covers all types, often the version of the kernel; empty for none.</param>
    public CtfWriter(string label = "") => (_label, _parentName) = (label, "");

    /// <summary>A child container. The parent must be complete: what is added to it later is not looked at.</summary>
    /// <param name="parent">Holds the types that the child shares.</param>
    /// <param name="parentName">Name of the module that holds the parent, <c>genunix</c> in a kernel.</param>
    /// <param name="label">As for a parent.</param>
    public CtfWriter(CtfWriter parent, string parentName, string label = "") : this(label) => (_parent, _parentName) = (parent, parentName);

    /// <summary>Number of types that the container itself holds.</summary>
    public int Count => _types.Count;

    /// <summary>The id of a type; it and everything it refers to is added where it is not there yet. 0 for <see cref="UnknownType"/>.</summary>
    /// <exception cref="InvalidOperationException">More types, members or levels than the format can hold.</exception>
    public int Add(CType type)
    {
        int id = Add(type, 0);
        while (_unvisited.TryDequeue(out StructType? next))
        {
            foreach (Member member in next.Members)
            {
                Add(member.Type, 0);
            }
        }

        return id;
    }

    private int Add(CType type, int depth)
    {
        if (depth > TypeDepth.Max)
        {
            throw new InvalidOperationException($"type refers to itself: {type.Tag}");
        }

        switch (type)
        {
            case UnknownType:
                return 0;
            case StructType or EnumType:
                return Tagged(type);
        }

        TypeKey key = Key(type, depth + 1);
        if (_parent is not null && key.IsOf(static id => id < ChildBit) && _parent._derived.TryGetValue(key, out int shared))
        {
            return shared;
        }

        if (!_derived.TryGetValue(key, out int id))
        {
            id = NewId(type);
            _derived.Add(key, id);
        }

        return id;
    }

    private int Tagged(CType type)
    {
        if ((_parent is not null && _parent._tagged.TryGetValue(type, out int id)) || _tagged.TryGetValue(type, out id))
        {
            return id;
        }

        id = NewId(type);
        _tagged.Add(type, id);
        if (type is StructType s)
        {
            _unvisited.Enqueue(s);
        }

        return id;
    }

    private int NewId(CType type)
    {
        if (_types.Count == MaxTypes)
        {
            throw new InvalidOperationException($"more than {MaxTypes} types in one container");
        }

        _types.Add(type);
        return _types.Count | (_parent is null ? 0 : ChildBit);
    }

    private TypeKey Key(CType type, int depth) => type switch
    {
        IntegerType i => new(i.Kind, i.Tag, (int)i.Size, Encoding(i)),
        FloatType f => new(f.Kind, f.Tag, (int)f.Size, Encoding(f)),
        PointerType p => new(p.Kind, "", Add(p.Target, depth), 0),
        ArrayType a => new(a.Kind, "", Add(a.Element, depth), a.Count, Add(a.Index, depth)),
        FunctionType f => new(f.Kind, f.Tag, Add(f.Result, depth), 0, Arguments: string.Join(',', Arguments(f, depth))),
        TypedefType t => new(t.Kind, t.Tag, Add(t.Target, depth), 0),
        QualifiedType q => new(q.Kind, "", Add(q.Target, depth), 0),
        ForwardType f => new(f.Kind, f.Tag, (int)f.Of, 0),
        _ => throw new InvalidOperationException($"no such kind of type in CTF: {type.Kind}"),
    };

    /// <summary>Ids of the arguments as stored: a variadic function ends in 0.</summary>
    private int[] Arguments(FunctionType f, int depth)
    {
        int[] ids = new int[f.ArgumentCount + (f.IsVariadic ? 1 : 0)];
        for (int i = 0; i < f.ArgumentCount; i++)
        {
            ids[i] = Add(f.Argument(i), depth);
        }

        return ids;
    }

    /// <summary>CTF_INT_DATA: encoding, offset, bits.</summary>
    private static uint Encoding(IntegerType i)
    {
        uint flags = (i.IsSigned ? 1u : 0) | (i.IsCharacter ? 2u : 0) | (i.IsBoolean ? 4u : 0);
        return (flags << 24) | ((uint)(byte)i.Offset << 16) | (ushort)i.Bits;
    }

    private static uint Encoding(FloatType f) => ((uint)(byte)f.Encoding << 24) | (ushort)f.Bits;

    /// <summary>What makes two derived or base types one: kind, name, and what they refer to.</summary>
    private readonly record struct TypeKey(TypeKind Kind, string Name, int First, uint Data, int Second = 0, string Arguments = "")
    {
        /// <summary>Whether all ids in it satisfy a condition; kinds without ids always do.</summary>
        public bool IsOf(Func<int, bool> condition) => Kind switch
        {
            TypeKind.Integer or TypeKind.Float or TypeKind.Forward => true,
            TypeKind.Function when Arguments.Length > 0 => condition(First) && Arguments.Split(',').All(a => condition(int.Parse(a))),
            _ => condition(First) && condition(Second),
        };
    }
}
