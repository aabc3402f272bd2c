using CsCheck;
using DumpReader.Types;
using DumpReader.Types.Ctf;
using DumpReader.Types.Declarations;

namespace DumpBuilder.Tests.Ctf;

/// <summary>What the writer writes, the reader reads back equal, and so again when the writer writes what was read.</summary>
public class CtfRoundTripTests
{
    private static CDeclarations Parse(string text)
    {
        var declarations = new CDeclarations();
        declarations.Parse(text);
        return declarations;
    }

    private static byte[] Write(IEnumerable<CType> types, bool compress)
    {
        var writer = new CtfWriter();
        foreach (CType type in types)
        {
            writer.Add(type);
        }

        return writer.ToBytes(compress);
    }

    private static CtfContainer Read(string module, byte[] bytes, CtfContainer? parent = null)
    {
        Assert.True(CtfBytes.TryOpen(module, bytes, out CtfBytes opened, out _));
        return new CtfContainer(module, opened, _ => parent, static p => Assert.Fail(p.Message));
    }

    private static IEnumerable<CType> All(CtfContainer container) => Enumerable.Range(1, container.Count).Select(container.ByIndex);

    /// <summary>Everything about a type, what it refers to by name only.</summary>
    private static string Describe(CType type) => type switch
    {
        StructType s => $"{s.Name} {s.Size} {string.Join("; ", s.Members.Select(static m => $"{m.Name} {m.BitOffset} {Spell(m.Type, 4)}"))}",
        EnumType e => $"{e.Name} {e.Size} {string.Join(", ", e.Enumerators)}",
        TypedefType t => $"typedef {t.Tag} {t.Size} {Spell(t.Target, 4)}",
        _ => Spell(type, 4),
    };

    private static string Spell(CType type, int depth) => depth == 0 ? type.Name : type switch
    {
        IntegerType i => $"{i.Name}/{i.Size}/{i.Bits}/{i.Offset}/{i.IsSigned}/{i.IsCharacter}/{i.IsBoolean}",
        FloatType f => $"{f.Name}/{f.Size}/{f.Bits}/{f.Encoding}",
        PointerType p => $"*({Spell(p.Target, depth - 1)})",
        ArrayType a => $"[{a.Count}/{a.Size}/{Spell(a.Index, depth - 1)}]({Spell(a.Element, depth - 1)})",
        QualifiedType q => $"{q.Kind}({Spell(q.Target, depth - 1)})",
        FunctionType f => $"fn{f.IsVariadic}({string.Join(", ", Enumerable.Range(0, f.ArgumentCount).Select(i => Spell(f.Argument(i), depth - 1)))}):{Spell(f.Result, depth - 1)}",
        StructType { Tag: "" } s => $"{s.Kind} {s.Size} {{{string.Join("; ", s.Members.Select(m => $"{m.Name} {m.BitOffset} {Spell(m.Type, depth - 1)}"))}}}",
        ForwardType f => $"forward {f.Of} {f.Tag}",
        _ => type.Name,
    };

    private static void CheckRoundTrip(string text)
    {
        IReadOnlyList<CType> types = Parse(text).Types;
        byte[] bytes = Write(types, compress: true);
        CType[] read = [.. All(Read("genunix", bytes))];
        string[] described = [.. read.Select(static t => Describe(t))];
        foreach (CType type in types)
        {
            Assert.Contains(Describe(type), described);
        }

        Assert.Equal(described.Order(), All(Read("genunix", Write(read, compress: true))).Select(static t => Describe(t)).Order());
        Assert.Equal(described, All(Read("genunix", Write(types, compress: false))).Select(static t => Describe(t)));
    }

    [Fact]
    public void Random_types_read_back_equal() => Gen.ULong.Sample(static seed => CheckRoundTrip(new RandomTypes(seed).Text), iter: 300);

    [Fact]
    public void The_kernel_headers_read_back_equal()
    {
        string[] headers = ["ctxop-circular.h", .. new[] { "types", "thread", "proc", "as", "cpu", "mod", "log", "panic" }.Select(static n => $"sys/{n}.h")];
        var declarations = new CDeclarations(static name => File.ReadAllText(Path.Combine(Repository.Scenarios, name)));
        declarations.Parse(string.Concat(headers.Select(static h => $"#include \"{h}\"\n")));
        byte[] bytes = Write(declarations.Types, compress: true);
        CType[] read = [.. All(Read("genunix", bytes))];
        HashSet<string> described = [.. read.Select(static t => Describe(t))];
        Assert.All(declarations.Types, type => Assert.Contains(Describe(type), described));
    }

    [Fact]
    public void A_child_reads_back_with_its_parent()
    {
        Gen.Select(Gen.ULong, Gen.ULong).Sample(static (first, second) =>
        {
            CDeclarations d = Parse(new RandomTypes(first).Text);
            CType[] shared = [.. d.Types];
            var parent = new CtfWriter();
            Array.ForEach(shared, t => parent.Add(t));
            d.Parse(new RandomTypes(second, "c").Text);
            var child = new CtfWriter(parent, "genunix");
            CType[] own = [.. d.Types.Skip(shared.Count(static t => t is not ForwardType))];
            Array.ForEach(own, t => child.Add(t));
            CtfContainer readParent = Read("genunix", parent.ToBytes());
            CtfContainer readChild = Read("drv", child.ToBytes(), readParent);
            HashSet<string> described = [.. All(readParent).Concat(All(readChild)).Select(static t => Describe(t))];
            Assert.True(readChild.IsChild);
            Assert.All(own, t => Assert.Contains(Describe(t), described));
        }, iter: 100);
    }
}
