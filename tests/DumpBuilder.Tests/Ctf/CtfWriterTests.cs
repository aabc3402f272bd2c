using System.Buffers.Binary;
using System.IO.Compression;
using DumpReader.Types;
using DumpReader.Types.Ctf;
using DumpReader.Types.Declarations;

namespace DumpBuilder.Tests.Ctf;

public class CtfWriterTests
{
    private static CDeclarations Parse(string text)
    {
        var declarations = new CDeclarations();
        declarations.Parse(text);
        return declarations;
    }

    private static byte[] Inflate(byte[] container)
    {
        using var stream = new ZLibStream(new MemoryStream(container, 36, container.Length - 36), CompressionMode.Decompress);
        using var result = new MemoryStream();
        stream.CopyTo(result);
        return result.ToArray();
    }

    private static uint[] Header(byte[] container)
    {
        uint[] fields = new uint[8];
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i] = BinaryPrimitives.ReadUInt32LittleEndian(container.AsSpan(4 + (4 * i)));
        }

        return fields;
    }

    [Fact]
    public void The_compressed_form_is_a_zlib_stream_of_the_plain_one()
    {
        var writer = new CtfWriter("label");
        var d = Parse("struct big { " + string.Concat(Enumerable.Range(0, 900).Select(i => $"int a_member_with_a_very_long_name_{i}; ")) + "};"
            + "struct big2 { " + string.Concat(Enumerable.Range(0, 900).Select(i => $"long another_member_with_a_very_long_name_{i}; ")) + "};");
        foreach (CType type in d.Types)
        {
            writer.Add(type);
        }

        byte[] plain = writer.ToBytes(compress: false);
        byte[] compressed = writer.ToBytes();
        Assert.True(plain.Length > 70_000);
        Assert.Equal(plain.AsSpan(36).ToArray(), Inflate(compressed));
        Assert.Equal([0xf1, 0xcf, 2, 1], compressed.AsSpan(0, 4).ToArray());
        Assert.Equal([0x78, 0x01], compressed.AsSpan(36, 2).ToArray());
    }

    [Fact]
    public void Sections_are_in_order_and_aligned()
    {
        var writer = new CtfWriter("label");
        var d = Parse("struct s { int a; }; struct s x; void f(int); void g(int, ...);");
        writer.AddObject(d.SymbolType("x"));
        writer.AddFunction((FunctionType)d.SymbolType("f")!);
        writer.AddFunction(null);
        writer.AddFunction((FunctionType)d.SymbolType("g")!);
        byte[] plain = writer.ToBytes(compress: false);
        uint[] h = Header(plain);
        Assert.Equal([0u, 0u, 0u, 8u, 10u], h[..5]);
        // f: info, void, int; pad; g: info, void, int, 0.
        Assert.Equal(10u + 6 + 2 + 8 + 2, h[5]);
        Assert.Equal((uint)plain.Length - 36, h[6] + h[7]);
        Assert.Equal(0x2c01, BinaryPrimitives.ReadUInt16LittleEndian(plain.AsSpan(36 + 10)));
    }

    [Fact]
    public void A_child_refers_to_the_types_of_its_parent()
    {
        var d = Parse("struct s { int a; struct s *next; };");
        var parent = new CtfWriter();
        int inParent = parent.Add(d.Find("struct s *")!);
        d.Parse("struct t { struct s *first; struct t *more; int count; };");
        var child = new CtfWriter(parent, "genunix");
        Assert.Equal(inParent, child.Add(d.Find("struct s *")!));
        Assert.Equal(0x8001, child.Add(d.Find("struct t")!));
        Assert.Equal(2, child.Count);
        Assert.NotEqual(0u, Header(child.ToBytes(compress: false))[1]);
    }

    [Fact]
    public void Structures_from_8192_bytes_on_have_long_offsets_and_from_65535_on_long_sizes()
    {
        var d = Parse("struct a { char pad[8188]; int last; }; struct b { char pad[65532]; char last[4]; };");
        var writer = new CtfWriter();
        writer.Add(d.Find("struct a")!);
        byte[] one = writer.ToBytes(compress: false);
        // struct a is type 1: name, info, size, then members of 16 bytes.
        Assert.Equal(8192, BinaryPrimitives.ReadUInt16LittleEndian(one.AsSpan(36 + 6)));
        Assert.Equal(8188u * 8, BinaryPrimitives.ReadUInt32LittleEndian(one.AsSpan(36 + 8 + 16 + 12)));
        writer = new CtfWriter();
        writer.Add(d.Find("struct b")!);
        byte[] two = writer.ToBytes(compress: false);
        Assert.Equal(0xffff, BinaryPrimitives.ReadUInt16LittleEndian(two.AsSpan(36 + 6)));
        Assert.Equal(65536u, BinaryPrimitives.ReadUInt32LittleEndian(two.AsSpan(36 + 12)));
    }

    [Fact]
    public void More_than_the_format_holds_is_refused()
    {
        var members = Enumerable.Range(0, 1024).Select(i => new Enumerator($"e{i}", i)).ToArray();
        var writer = new CtfWriter();
        writer.Add(new EnumType("e", 4, members));
        Assert.Throws<InvalidOperationException>(() => writer.ToBytes());
    }
}
