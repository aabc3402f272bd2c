using DumpReader.Types;
using Shared;

namespace DumpReader.Tests.Types.Ctf;

public class CtfKindsTests
{
    private readonly TypeCatalog _types = FakeTypes.Of("""
        enum colour { RED, GREEN = 5, BLUE = -1 };
        struct later;
        union both { int i; double d; };
        struct shape { unsigned char small; unsigned flags:3; unsigned more:7; signed depth:5; enum colour c; union both u;
            struct later *unknown; int (*compare)(const void *, const void *, ...); long grid[3][4]; };
        struct huge { char pad[9000]; int last; };
        typedef const volatile struct shape cv_shape_t;
        typedef unsigned long long u_longlong_t;
        float f; long double ld; _Bool flag;
        """);

    [Fact]
    public void A_structure_has_its_members_at_their_bits()
    {
        var shape = (StructType)_types.Type("struct shape");
        Assert.Equal(["small", "flags", "more", "depth", "c", "u", "unknown", "compare", "grid"], shape.Members.Select(m => m.Name));
        Assert.Equal([0UL, 8, 11, 18, 32, 64, 128, 192, 256], shape.Members.Select(m => m.BitOffset));
        Assert.Equal(32UL + (12 * 8), shape.Size);
        Assert.True(shape.TryGetMember("grid", out Member grid));
        Assert.Equal(("long [3][4]", 96UL), (grid.Type.Name, grid.Type.Size));
        Assert.False(shape.TryGetMember("nosuch", out _));
    }

    [Fact]
    public void Bit_fields_have_an_integer_type_of_their_own()
    {
        var shape = (StructType)_types.Type("struct shape");
        var flags = (IntegerType)shape.Members[1].Type;
        Assert.Equal(("unsigned int:3", 3, 1UL, false), (flags.Name, flags.Bits, flags.Size, flags.IsSigned));
        var depth = (IntegerType)shape.Members[3].Type;
        Assert.Equal(("int:5", true), (depth.Name, depth.IsSigned));
    }

    [Fact]
    public void An_enum_keeps_order_and_sign()
    {
        var colour = (EnumType)_types.Type("enum colour");
        Assert.Equal([new("RED", 0), new("GREEN", 5), new("BLUE", -1)], colour.Enumerators);
        Assert.Equal(4UL, colour.Size);
    }

    [Fact]
    public void A_union_overlays_its_members()
    {
        var both = (StructType)_types.Type("union both");
        Assert.True(both.IsUnion);
        Assert.Equal([0UL, 0], both.Members.Select(m => m.BitOffset));
        Assert.Equal(8UL, both.Size);
    }

    [Fact]
    public void A_large_structure_has_64_bit_offsets()
    {
        var huge = (StructType)_types.Type("struct huge");
        Assert.Equal((9000UL * 8, 9004UL), (huge.Members[1].BitOffset, huge.Size));
    }

    [Fact]
    public void A_function_pointer_shows_its_result_and_knows_its_arguments()
    {
        var shape = (StructType)_types.Type("struct shape");
        var pointer = (PointerType)shape.Members[7].Type;
        Assert.Equal("int (*)()", pointer.Name);
        var function = (FunctionType)pointer.Target;
        Assert.Equal((2, true, "const void *"), (function.ArgumentCount, function.IsVariadic, function.Argument(1).Name));
    }

    [Fact]
    public void Typedefs_and_qualifiers_resolve_to_what_they_stand_for()
    {
        CType type = _types.Type("cv_shape_t");
        Assert.Equal(("cv_shape_t", TypeKind.Typedef, 128UL), (type.Name, type.Kind, type.Size));
        Assert.Same(_types.Type("struct shape"), type.Resolve());
    }

    [Fact]
    public void A_type_only_declared_is_a_forward()
    {
        var forward = (ForwardType)_types.Type("struct later");
        Assert.Equal((TypeKind.Struct, 0UL, "struct later"), (forward.Of, forward.Size, forward.Name));
    }

    [Fact]
    public void One_id_is_one_object()
    {
        var shape = (StructType)_types.Type("struct shape");
        Assert.Same(_types.Type("enum colour"), shape.Members[4].Type);
        Assert.Same(shape, _types.All().Single(t => t.Name == "struct shape"));
    }

    [Fact]
    public void Concurrent_readers_see_one_identity_for_each_id()
    {
        TypeCatalog types = FakeTypes.Of(FakeTypes.Kernel(circular: true));
        CType[][] seen = [.. Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(8).Select(_ => types.All().ToArray())];
        Assert.All(seen, one => Assert.All(one.Zip(seen[0]), pair => Assert.Same(pair.Second, pair.First)));
    }
}
