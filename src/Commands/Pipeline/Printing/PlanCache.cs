using System.Text;
using System.Text.Json;
using DumpReader.Bytes;
using DumpReader.Types;

namespace Commands.Pipeline.Printing;

/// <summary>The plans of a session, each made once for a type and a set of options. A plan of a structure is shared by all that hold one.</summary>
internal sealed class PlanCache(TypeCatalog types)
{
    private readonly Dictionary<(CType Type, PrintOptions Options, int Bit), TypePlan> _plans = [];
    private readonly ContainmentCheck _containment = new();
    private int _nesting;

    /// <summary>The plan for values of a type.</summary>
    /// <param name="type">As declared.</param>
    /// <param name="options">How it is shown.</param>
    /// <param name="bit">Where the value begins, of which only the place in its byte counts: one that begins inside a byte is a bit-field.</param>
    public TypePlan Get(CType type, in PrintOptions options, ulong bit = 0)
    {
        (CType, PrintOptions, int) key = (type, options, (int)(bit & 7));
        if (!_plans.TryGetValue(key, out TypePlan? plan))
        {
            plan = Compile(type, options, (int)(bit & 7));
            _plans.Add(key, plan);
        }

        return plan;
    }

    /// <summary>Type and blank as -t and -T show them.</summary>
    public static byte[] TypeText(CType type, in PrintOptions options)
    {
        string name = type.Name;
        if (options.BaseTypes && type is TypedefType && type.Resolve() is { Tag.Length: > 0 } resolved && resolved.Name != name)
        {
            return Encoding.Latin1.GetBytes($"{name} <<{resolved.Name}>> ");
        }

        return Encoding.Latin1.GetBytes(name.EndsWith('*') ? name : name + " ");
    }

    /// <summary><c> :5</c> for a bit-field.</summary>
    public static byte[] BitsText(CType type, in PrintOptions options, ulong bit) =>
        type.Resolve() is IntegerType { Size: > 0 } integer && IsBitField(integer, options, bit) ? Encoding.Latin1.GetBytes($" :{integer.Bits}") : [];

    private TypePlan Compile(CType type, in PrintOptions options, int bit)
    {
        CType resolved = type.Resolve();
        if (resolved is ForwardType forward)
        {
            return new OpaquePlan(type, $"<forward declaration of {forward.Name}>");
        }

        return resolved switch
        {
            IntegerType integer => Integer(type, integer, options, bit),
            FloatType real => new FloatPlan(type, real.Size is 4 or 8 or 16 ? (int)real.Size : 8),
            EnumType enumeration => new EnumPlan(type, enumeration),
            PointerType pointer => new PointerPlan(type, Defined(pointer.Target), options.RawPointers),
            ArrayType array => Array(type, array, options),
            StructType { Tag: "in_addr" } => new NetworkAddressPlan(type, 4),
            StructType { Tag: "in6_addr" } => new NetworkAddressPlan(type, 16),
            StructType structure => Structure(type, structure, options),
            FunctionType => new OpaquePlan(type, "(function)"),
            UnknownType unknown => new OpaquePlan(type, $"<{unknown.Reason}>", isDamaged: true),
            _ => new OpaquePlan(type, "<unknown type>"),
        };
    }

    /// <summary>What a pointer points to where another module defines it.</summary>
    private CType Defined(CType target) => target.Resolve() is ForwardType forward && types.Define(forward) is { } definition ? definition : target;

    private static TypePlan Integer(CType type, IntegerType integer, in PrintOptions options, int bit)
    {
        if (integer.IsVoid || integer.Bits <= 0)
        {
            return new OpaquePlan(type, "(void)");
        }

        bool number = options.Decimal || options.Hex;
        if (IsBitField(integer, options, (ulong)bit))
        {
            return new BitFieldPlan(type, integer.Offset, Math.Min(integer.Bits, 64), integer.IsSigned, options);
        }

        if (integer is { IsCharacter: true, IsSigned: true, Bits: 8 })
        {
            return new CharacterPlan(type);
        }

        return type.Tag switch
        {
            "time_t" when !number && integer.Bits == 64 => new TimePlan(type),
            "ipaddr_t" or "in_addr_t" when integer.Bits == 32 => new NetworkAddressPlan(type, 4),
            _ => new IntegerPlan(type, integer.Bits / 8, integer.IsSigned, options.Decimal && !options.Hex),
        };
    }

    private static bool IsBitField(IntegerType integer, in PrintOptions options, ulong bit) =>
        integer.Bits is not (8 or 16 or 32 or 64) || integer.Offset != 0 || (!options.StockBitFields && (bit & 7) != 0);

    private TypePlan Array(CType type, ArrayType array, in PrintOptions options)
    {
        if (_nesting >= Limits.ArrayDimensions)
        {
            return new OpaquePlan(type, "<array that contains itself>", isDamaged: true);
        }

        _nesting++;
        TypePlan element = Get(array.Element, options);
        _nesting--;
        byte[] elementText = TypeText(array.Element, options);
        return element is CharacterPlan
            ? new CharacterArrayPlan(type, element, elementText, array.Count, options)
            : new ArrayPlan(type, element, elementText, array.Count, options.ElementLimit);
    }

    private TypePlan Structure(CType type, StructType structure, PrintOptions options) =>
        _containment.ContainsItself(structure)
            ? new OpaquePlan(type, "<structure that contains itself>", isDamaged: true)
            : new StructPlan(type, () => [.. Members(structure, options)]);

    private IEnumerable<MemberPlan> Members(StructType structure, PrintOptions options)
    {
        ulong holes = options.Holes && !structure.IsUnion ? Holes.MostBits : 0;
        ulong end = 0;
        foreach (Member member in structure.Members)
        {
            ulong gap = Math.Min(member.BitOffset > end ? member.BitOffset - end : 0, holes);
            holes -= gap;
            foreach (MemberPlan hole in Holes.Between(end, end + gap, options))
            {
                yield return hole;
            }

            CType type = member.Type;
            yield return new MemberPlan(
                Get(type, options, member.BitOffset),
                member.BitOffset,
                Encoding.Latin1.GetBytes(member.Name),
                TypeText(type, options),
                BitsText(type, options, member.BitOffset),
                JsonEncodedText.Encode(member.Name));
            end = Math.Max(end, member.BitOffset + (type.Resolve() is IntegerType integer ? (ulong)integer.Bits : type.Size * 8));
        }

        ulong rest = Math.Min(structure.Size * 8 > end ? (structure.Size * 8) - end : 0, holes);
        foreach (MemberPlan hole in Holes.Between(end, end + rest, options))
        {
            yield return hole;
        }
    }
}
