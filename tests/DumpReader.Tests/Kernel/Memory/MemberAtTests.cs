using DumpReader.Kernel.Memory.Graph;
using DumpReader.Types;
using Shared;

namespace DumpReader.Tests.Kernel.Memory;

public class MemberAtTests
{
    private static readonly TypeCatalog Types = FakeTypes.Of("""
        struct small { int a; };
        struct large { long a[16]; };
        struct opaque;
        struct inner { long i_count; struct small *i_small; };
        union either { struct small *e_small; struct large *e_large; long e_number; };
        union same { struct small *s_small; struct inner *s_inner; };
        struct outer { int o_number; struct small *o_small; struct inner o_inner[2]; union either o_either; union same o_same; struct opaque *o_opaque; };
        struct tail { int t_count; struct small *t_list[1]; };
        struct nested { long n_first; struct tail n_tail; };
        struct alone { struct small *a_list[1]; };
        """);

    [Theory]
    [InlineData("struct outer", 8, "struct small", "o_small")]
    [InlineData("struct outer", 24, "struct small", "o_inner")]
    [InlineData("struct outer", 40, "struct small", "o_inner")]
    [InlineData("struct outer", 64, "struct opaque", "o_opaque")]
    [InlineData("struct outer", 80, "struct small", "o_small")]
    [InlineData("struct tail", 8, "struct small", "t_list")]
    [InlineData("struct tail", 40, "struct small", "")]
    [InlineData("struct nested", 48, "struct small", "")]
    public void Pointer_is_found_with_its_target_and_member(string type, ulong offset, string target, string member)
    {
        Assert.True(new MemberAt(Types).TryPointer(Types.Type(type), offset, 64, out CType found, out string name));
        Assert.Equal(target, found.Name);
        Assert.Equal(member, name);
    }

    [Theory]
    [InlineData("struct outer", 0)]
    [InlineData("struct outer", 12)]
    [InlineData("struct outer", 16)]
    [InlineData("struct small", 0)]
    [InlineData("long", 0)]
    public void Nothing_is_found_where_there_is_no_pointer(string type, ulong offset) =>
        Assert.False(new MemberAt(Types).TryPointer(Types.Type(type), offset, 64, out _, out _));

    [Fact]
    public void Member_of_a_union_is_the_only_pointer_whose_target_has_room()
    {
        var members = new MemberAt(Types);
        Assert.True(members.TryPointer(Types.Type("struct outer"), 48, 64, out CType found, out string name));
        Assert.Equal(("struct small", "o_either"), (found.Name, name));
        Assert.True(members.TryPointer(Types.Type("struct outer"), 56, 4, out found, out _));
        Assert.Equal("struct small", found.Name);
    }

    [Fact]
    public void Only_an_array_of_one_behind_other_members_is_flexible()
    {
        Assert.Equal("struct small *", TypeIdentity.FlexibleElement(Types.Type("struct tail"))?.Name);
        Assert.Equal("struct small *", TypeIdentity.FlexibleElement(Types.Type("struct nested"))?.Name);
        Assert.Null(TypeIdentity.FlexibleElement(Types.Type("struct alone")));
        Assert.Null(TypeIdentity.FlexibleElement(Types.Type("struct outer")));
    }
}
