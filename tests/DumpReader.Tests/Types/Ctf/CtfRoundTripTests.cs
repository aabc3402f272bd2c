using CsCheck;
using DumpReader.Types;
using DumpReader.Types.Ctf;

namespace DumpReader.Tests.Types.Ctf;

public class CtfRoundTripTests
{
    private static readonly Gen<CType> Base = Gen.OneOf<CType>(
        Gen.Const<CType>(new IntegerType("int", 4, 32, true)),
        Gen.Const<CType>(new IntegerType("unsigned long", 8, 64, false)),
        Gen.Const<CType>(new IntegerType("char", 1, 8, true, character: true)),
        Gen.Const<CType>(new IntegerType("void", 0, 0, true)),
        Gen.Const<CType>(new FloatType("double", 8, 2, 64)),
        Gen.Const<CType>(new ForwardType("opaque", TypeKind.Union)),
        Gen.Select(Gen.Int[1, 31], Gen.Bool, (bits, signed) =>
            (CType)new IntegerType((signed ? "int:" : "unsigned int:") + bits, (ulong)((bits + 7) / 8), bits, signed)),
        Gen.Int.List[0, 9].Select(values =>
            (CType)new EnumType("e" + values.Count, 4, [.. values.Select((v, i) => new Enumerator("E" + i, v))])));

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<CType> Derived(Gen<CType> inner) => Gen.OneOf(
        inner.Select(t => (CType)new PointerType(t)),
        Gen.Select(inner, Gen.UInt[0, 70000], (t, n) => (CType)new ArrayType(t, new IntegerType("long", 8, 64, true), n)),
        inner.Select(t => (CType)new TypedefType("alias_t", t)),
        Gen.Select(inner, OneOf(TypeKind.Const, TypeKind.Volatile, TypeKind.Restrict), (t, kind) => (CType)new QualifiedType(kind, t)),
        Gen.Select(inner, inner.List[0, 5], Gen.Bool, (t, arguments, more) =>
            (CType)new FunctionType("", t, [.. arguments.Select(a => new TypeReference(a))], more)),
        Gen.Select(inner.List[0, 7], Gen.Bool, OneOf<ulong>(0, 24, 8191, 8192, 65534, 65535, 1UL << 33), (members, union, size) =>
            (CType)new StructType("s" + members.Count, union, size, Members(members, size))));

    private static Member[] Members(List<CType> types, ulong size) =>
        [.. types.Select((type, i) => new Member("m" + i, type, size < 8192 ? (ulong)i * 64 : (ulong)i << 40))];

    [Fact]
    public void What_is_written_is_read() =>
        Derived(Derived(Derived(Base))).Sample(
            type =>
            {
                var writer = new CtfWriter();
                int id = writer.Add(type);
                var problems = new List<DumpReader.Problems.Problem>();
                Assert.True(CtfBytes.TryOpen("genunix", writer.ToBytes(), out CtfBytes bytes, out _));
                CType read = new CtfContainer("genunix", bytes, _ => null, problems.Add).GetType(id);
                Assert.Empty(problems);
                Assert.Equal(Shape(type), Shape(read));
            },
            iter: 500);

    /// <summary>Everything a type says, as text.</summary>
    private static string Shape(CType type) => type switch
    {
        IntegerType i => $"{i.Tag}/{i.Size}/{i.Bits}/{i.IsSigned}/{i.IsCharacter}",
        FloatType f => $"{f.Tag}/{f.Size}/{f.Encoding}/{f.Bits}",
        PointerType p => "*" + Shape(p.Target),
        ArrayType a => $"[{a.Count}]{Shape(a.Element)}",
        FunctionType f => $"{Shape(f.Result)}({All(Enumerable.Range(0, f.ArgumentCount).Select(f.Argument).Select(Shape))}{f.IsVariadic})",
        StructType s => $"{s.Kind} {s.Tag} {s.Size} {{{All(s.Members.Select(m => $"{m.Name}@{m.BitOffset}:{Shape(m.Type)}"))}}}",
        EnumType e => $"enum {e.Tag} {{{string.Join(",", e.Enumerators)}}}",
        ForwardType f => $"forward {f.Of} {f.Tag}",
        TypedefType t => $"typedef {t.Tag}={Shape(t.Target)}",
        QualifiedType q => $"{q.Kind} {Shape(q.Target)}",
        _ => type.Kind.ToString(),
    };

    private static string All(IEnumerable<string> parts) => string.Join(",", parts);
}
