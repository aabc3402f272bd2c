using Commands.Dcmds.Core;
using Commands.Pipeline;
using Commands.Tests.Fakes;
using CsCheck;
using DumpReader.Types;

namespace Commands.Tests.Output;

public class PrintPropertyTests
{
    private const ulong Base = 0x1000;

    private static readonly Gen<CType> Scalar = Gen.OneOf(
        OneOf<CType>(HandMadeTypes.Char, HandMadeTypes.Byte, HandMadeTypes.Short, HandMadeTypes.Int, HandMadeTypes.Long, HandMadeTypes.Void),
        Gen.Select(Gen.UInt[0, 9], Gen.Int[-1, 70], Gen.Bool, (size, bits, signed) => (CType)new IntegerType("odd", size, bits, signed)),
        Gen.UInt[0, 20].Select(size => (CType)new FloatType("real", size, 2, (int)size * 8)),
        Gen.Select(Gen.UInt[0, 9], Gen.Int.Array[0, 5], (size, values) =>
            (CType)new EnumType("e", size, [.. values.Select((v, i) => new Enumerator("E_" + i, v))])),
        Gen.Const((CType)new ForwardType("f", TypeKind.Struct)),
        Gen.Const((CType)UnknownType.None),
        Gen.Const((CType)new FunctionType("fn", HandMadeTypes.Int, [], false)));

    private static readonly Gen<CType> AnyType = Types(4);

    private static readonly string[] Letters = ["-a", "-t", "-T", "-d", "-x", "-h", "-n", "-L", "-C", "-i", "-s2", "-l3", "-c5"];

    private static Gen<T> OneOf<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    private static Gen<CType> Types(int depth)
    {
        if (depth == 0)
        {
            return Scalar;
        }

        Gen<CType> inner = Types(depth - 1);
        return Gen.OneOf(
            Scalar,
            inner.Select(t => (CType)new PointerType(t)),
            Gen.Select(inner, Gen.UInt[0, 40], (t, n) => (CType)new ArrayType(t, HandMadeTypes.Int, n)),
            Gen.Select(inner, OneOf("x_t", "time_t", "ipaddr_t", "caddr_t"), (t, name) => (CType)new TypedefType(name, t)),
            inner.Select(t => (CType)new QualifiedType(TypeKind.Const, t)),
            Gen.Select(
                Gen.Select(OneOf("", "a", "b"), inner, Gen.ULong[0, 600]).Array[0, 5], Gen.Bool, Gen.ULong[0, 200], OneOf("s", "in_addr", "in6_addr"),
                (members, union, size, tag) =>
                    (CType)new StructType(tag, union, size, [.. members.Select(m => new Member(m.Item1, m.Item2, m.Item3))])));
    }

    [Fact]
    public void Any_type_over_any_bytes_prints_as_text_as_JSON_and_into_a_pipe() =>
        Gen.Select(AnyType, Gen.Byte.Array[0, 100], OneOf(Letters).Array[0, 4], Gen.Bool, Gen.ULong[0x0ff0, 0x1100]).Sample(
            (type, bytes, options, stock, address) =>
            {
                var bench = new Bench(stock);
                bench.Target.Memory = new ByteSpace(Base, bytes);
                bench.Types.Add(new TypedefType("any_t", type));
                object[] words = [.. options, "any_t"];
                string text = bench.Text(new Print(), address, words);
                bench.Json(new Print(), address, words);
                bench.Pipe(new Print(), address, words);
                bench.Text(new Print(), null, words);
                return bench.Status != Status.Usage && (text.Length == 0 || text.EndsWith('\n'));
            },
            iter: 2000);

    [Fact]
    public void Json_is_always_well_formed() =>
        Gen.Select(AnyType, Gen.Byte.Array[0, 100]).Sample(
            (type, bytes) =>
            {
                var bench = new Bench();
                bench.Target.Memory = new ByteSpace(Base, bytes);
                bench.Types.Add(new TypedefType("any_t", type));
                using var parsed = System.Text.Json.JsonDocument.Parse(bench.Json(new Print(), Base, "any_t"));
                Assert.Equal("0x1000", parsed.RootElement.GetProperty("addr").GetString());
            },
            iter: 1000);

    [Fact]
    public void Wrapped_text_keeps_every_character() =>
        Gen.Select(Gen.String[Gen.Char['a', 'z'], 0, 300], Gen.Int[2, 90], Gen.Int[0, 20]).Sample((text, columns, margin) =>
        {
            using var stream = new MemoryStream();
            using var writer = new Commands.Output.MdbWriter(stream) { Autowrap = true, Columns = columns, Margin = Math.Min(margin, columns - 1) };
            writer.Write(text);
            writer.Flush();
            string[] lines = System.Text.Encoding.ASCII.GetString(stream.ToArray()).Split('\n');
            return string.Concat(lines.Select(l => l.TrimStart(' '))) == text && lines.All(l => l.Length <= columns);
        });
}
