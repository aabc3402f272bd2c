namespace DumpReader.Types;

/// <summary>No type: id 0, or a reference that leads nowhere.</summary>
/// <param name="reason">Why.</param>
/// <param name="tag">The name under which it was declared, where it has one.</param>
public sealed class UnknownType(string reason, string tag = "") : CType
{
    public static readonly UnknownType None = new("no type");

    public string Reason { get; } = reason;

    public override string Tag { get; } = tag;

    public override TypeKind Kind => TypeKind.Unknown;

    public override ulong Size => 0;
}

/// <summary>Integer, character, boolean, or <c>void</c> (size 0); as a bit-field, <see cref="Bits"/> is less than 8 * size.</summary>
public sealed class IntegerType(
    string name, ulong size, int bits, bool signed, bool character = false, bool boolean = false, int offset = 0) : CType
{
    public override TypeKind Kind => TypeKind.Integer;

    public override string Tag { get; } = name;

    public override ulong Size { get; } = size;

    public int Bits { get; } = bits;

    public int Offset { get; } = offset;

    public bool IsSigned { get; } = signed;

    public bool IsCharacter { get; } = character;

    public bool IsBoolean { get; } = boolean;

    public bool IsVoid => Size == 0;
}

/// <summary>Floating point; <paramref name="encoding"/> is CTF_FP_*: 1 single, 2 double, 6 long double.</summary>
public sealed class FloatType(string name, ulong size, int encoding, int bits) : CType
{
    public override TypeKind Kind => TypeKind.Float;

    public override string Tag { get; } = name;

    public override ulong Size { get; } = size;

    public int Encoding { get; } = encoding;

    public int Bits { get; } = bits;
}

public sealed class PointerType(TypeReference target) : CType
{
    public override TypeKind Kind => TypeKind.Pointer;

    public override ulong Size => 8;

    public CType Target => target.Type;
}

public sealed class ArrayType(TypeReference element, TypeReference index, uint count) : CType
{
    private ulong _size;
    private bool _isSized;

    public override TypeKind Kind => TypeKind.Array;

    public CType Element => element.Type;

    public CType Index => index.Type;

    public uint Count { get; } = count;

    /// <summary>Count times element size; computed once, bounded against nesting that has no end.</summary>
    public override ulong Size
    {
        get
        {
            // Two words, so that a thread could see the second of another before the first.
            if (!Volatile.Read(ref _isSized))
            {
                _size = TypeDepth.ArraySize(this);
                Volatile.Write(ref _isSized, true);
            }

            return _size;
        }
    }
}

public sealed class FunctionType(string name, TypeReference result, IReadOnlyList<TypeReference> arguments, bool variadic) : CType
{
    public override TypeKind Kind => TypeKind.Function;

    public override string Tag { get; } = name;

    public override ulong Size => 0;

    public CType Result => result.Type;

    public int ArgumentCount => arguments.Count;

    public CType Argument(int index) => arguments[index].Type;

    public bool IsVariadic { get; } = variadic;
}

/// <summary>A member of a structure or union, or in a plan of one: where it lies and what it is.</summary>
/// <param name="Name">Empty for an anonymous inner structure or union.</param>
/// <param name="Reference">Its type, decoded when asked.</param>
/// <param name="BitOffset">From the start of the structure, in bits.</param>
public sealed record Member(string Name, TypeReference Reference, ulong BitOffset)
{
    public CType Type => Reference.Type;

    public ulong ByteOffset => BitOffset / 8;
}

public sealed class StructType(string tag, bool union, ulong size, Func<IReadOnlyList<Member>> members) : CType
{
    private IReadOnlyList<Member>? _members;
    private Dictionary<string, Member>? _byName;

    public StructType(string tag, bool union, ulong size, IReadOnlyList<Member> members) : this(tag, union, size, () => members) { }

    public override TypeKind Kind => IsUnion ? TypeKind.Union : TypeKind.Struct;

    public override string Tag { get; } = tag;

    public override ulong Size { get; } = size;

    public bool IsUnion { get; } = union;

    public IReadOnlyList<Member> Members => _members ??= members();

    /// <summary>By its own name; members of anonymous inner structures are not found (stock mdb's rule).</summary>
    public bool TryGetMember(string name, out Member member)
    {
        if (_byName is null)
        {
            var map = new Dictionary<string, Member>(Members.Count, StringComparer.Ordinal);
            foreach (Member m in Members)
            {
                map.TryAdd(m.Name, m);
            }

            _byName = map;
        }

        return _byName.TryGetValue(name, out member!);
    }
}

public readonly record struct Enumerator(string Name, int Value);

public sealed class EnumType(string tag, ulong size, Func<IReadOnlyList<Enumerator>> enumerators) : CType
{
    private IReadOnlyList<Enumerator>? _enumerators;

    public EnumType(string tag, ulong size, IReadOnlyList<Enumerator> enumerators) : this(tag, size, () => enumerators) { }

    public override TypeKind Kind => TypeKind.Enum;

    public override string Tag { get; } = tag;

    public override ulong Size { get; } = size;

    public IReadOnlyList<Enumerator> Enumerators => _enumerators ??= enumerators();
}

/// <summary>A structure, union or enum that is only named.</summary>
public sealed class ForwardType(string tag, TypeKind of) : CType
{
    public override TypeKind Kind => TypeKind.Forward;

    public override string Tag { get; } = tag;

    public override ulong Size => 0;

    /// <summary>Struct, Union or Enum.</summary>
    public TypeKind Of { get; } = of;
}

public sealed class TypedefType(string name, TypeReference target) : CType
{
    private CType? _resolved;

    public override TypeKind Kind => TypeKind.Typedef;

    public override string Tag { get; } = name;

    public CType Target => target.Type;

    public override ulong Size => Resolve().Size;

    public override CType Resolve() => _resolved ??= TypeDepth.Resolve(this);
}

/// <summary>volatile, const or restrict.</summary>
public sealed class QualifiedType(TypeKind qualifier, TypeReference target) : CType
{
    private CType? _resolved;

    public override TypeKind Kind { get; } = qualifier;

    public CType Target => target.Type;

    public override ulong Size => Resolve().Size;

    public override CType Resolve() => _resolved ??= TypeDepth.Resolve(this);
}
