using DumpReader.Types;
using DumpReader.Values;
using Shared;

namespace DumpReader.Tests.Values;

public class MemberPathTests
{
    private readonly FakeMemory _memory = new();
    private readonly TypeCatalog _types = FakeTypes.Of("""
        struct hidden;
        typedef struct foo { int a; char b; char c[6]; char *d; struct foo *self; } foo_t;
        typedef struct bar { foo_t x; foo_t *p; foo_t y[3]; struct hidden *h; unsigned f:3; unsigned g:5; int flex[]; } bar_t;
        """);

    private readonly List<string> _warnings = [];

    public MemberPathTests()
    {
        _memory.WriteUInt64(0x1020, 0x2000);
        _memory.WriteUInt64(0x2018, 0x2000);
    }

    private string Follow(string type, string path, PathNumbers? numbers = null)
    {
        MemberPath compiled = MemberPath.Compile(_types.Type(type), path, numbers ?? PathNumbers.Plain, _types);
        bool good = compiled.TryApply(_memory, 0x1000, _warnings.Add, out Value value, out PathFault fault);
        return good ? $"{value.Type.Name} {value.Address:x}{(value.BitOffset > 0 ? "." + value.BitOffset : "")}" : fault.Message;
    }

    [Theory]
    [InlineData("x", "foo_t 1000")]
    [InlineData("x.a", "int 1000")]
    [InlineData(".x.b", "char 1004")]
    [InlineData("x.c[2]", "char 1007")]
    [InlineData("p", "foo_t * 1020")]
    [InlineData("p->a", "int 2000")]
    [InlineData("p->self->self->d", "char * 2010")]
    [InlineData("p[0]", "foo_t 2000")]
    [InlineData("p[2].b", "char 2044")]
    [InlineData("y[1].a", "int 1048")]
    [InlineData("y[]", "foo_t 1028")]
    [InlineData("f", "unsigned int:3 1090")]
    [InlineData("g", "unsigned int:5 1090.3")]
    public void A_path_leads_to_its_place(string path, string place) => Assert.Equal(place, Follow("bar_t", path));

    [Theory]
    [InlineData("p_p", "failed to find member p_p of bar_t: no such member of structure or union")]
    [InlineData("x.zz", "failed to find member zz of foo_t: no such member of structure or union")]
    [InlineData("p->zz", "failed to find member zz of foo_t: no such member of structure or union")]
    [InlineData("p.a", "foo_t * is not a struct or union type")]
    [InlineData("x.a.b", "int is not a struct or union type")]
    [InlineData("x->a", "foo_t is not a pointer type")]
    [InlineData("x[0]", "cannot index into non-array, non-pointer type")]
    [InlineData("y[1", "no trailing ']'")]
    [InlineData("x@a", "'@' is not a valid delimiter")]
    [InlineData("x-a", "'-' is not a valid delimiter")]
    [InlineData("-a", "failed to find member -a of bar_t: no such member of structure or union")]
    [InlineData("y[1+1]", "'1+1' is not a number")]
    [InlineData("h->a", "struct hidden is not a struct or union type")]
    public void What_is_wrong_with_a_path_is_named_as_mdb_names_it(string path, string message) =>
        Assert.Equal(message, Follow("bar_t", path));

    [Fact]
    public void A_path_from_a_pointer_follows_it_first()
    {
        _memory.WriteUInt64(0x1000, 0x2000);
        Assert.Equal("char 2004", Follow("foo_t *", "b"));
        Assert.Equal("char 2004", Follow("foo_t *", "->b"));
        Assert.Equal("foo_t * is not a struct or union type", Follow("foo_t *", ".b"));
    }

    [Fact]
    public void An_unreadable_pointer_comes_before_what_is_wrong_behind_it()
    {
        _memory.Drop(0x1000);
        Assert.Equal("could not dereference pointer 1020", Follow("bar_t", "p->zz"));
        Assert.Equal("could not dereference pointer 1020", Follow("bar_t", "p[3]"));
    }

    [Fact]
    public void An_index_beyond_the_array_warns_each_time_and_goes_on()
    {
        Assert.Equal("foo_t 1128", Follow("bar_t", "y[8]"));
        Assert.Equal(["index 8 is outside of array bounds [0 .. 2]"], _warnings);
        Assert.Equal("int 10b4", Follow("bar_t", "flex[8]"));
        Assert.Single(_warnings);
    }

    [Fact]
    public void Indices_are_read_and_shown_as_the_session_does()
    {
        Assert.Equal("foo_t 1228", Follow("bar_t", "y[10]", new Hexadecimal()));
        Assert.Equal(["index 10 is outside of array bounds [0 .. 2]"], _warnings);
    }

    [Theory]
    [InlineData("x", "x", "x.")]
    [InlineData("p[0]", "p", "p->")]
    [InlineData("p[1]", "p[1]", "p[1].")]
    [InlineData("y[0]", "y[0]", "y[0].")]
    [InlineData("p->self[0]", "p->self", "p->self->")]
    public void Members_of_what_a_path_leads_to_are_shown_behind_it(string path, string label, string prefix)
    {
        MemberPath compiled = MemberPath.Compile(_types.Type("bar_t"), path, PathNumbers.Plain);
        Assert.Equal((label, prefix), (compiled.Label, compiled.MemberPrefix));
    }

    [Fact]
    public void A_structure_declared_elsewhere_is_completed_from_the_catalog()
    {
        var types = new Definitions(_types, FakeTypes.Of("struct hidden { long inside; };").Type("struct hidden"));
        _memory.WriteUInt64(0x1088, 0x3000);
        MemberPath path = MemberPath.Compile(_types.Type("bar_t"), "h->inside", PathNumbers.Plain, types);
        Assert.True(path.TryApply(_memory, 0x1000, null, out Value value, out _));
        Assert.Equal(("long", 0x3000UL), (value.Type.Name, value.Address));
    }

    [Fact]
    public void Following_a_compiled_path_reads_only_its_pointers()
    {
        MemberPath path = MemberPath.Compile(_types.Type("bar_t"), "p->self->c[1]", PathNumbers.Plain);
        int before = _memory.Reads;
        Assert.True(path.TryApply(_memory, 0x1000, null, out _, out _));
        Assert.Equal(2, _memory.Reads - before);
        Assert.True(path.Dereferences);
    }

    private sealed class Hexadecimal : PathNumbers
    {
        public override bool TryParse(string text, out ulong value, out string error)
        {
            error = "";
            value = Convert.ToUInt64(text, 16);
            return true;
        }

        public override string Format(ulong value) => value.ToString("x");
    }

    private sealed class Definitions(TypeCatalog types, CType hidden) : TypeCatalog
    {
        public override CType? Find(string? module, string name, out TypeError error)
        {
            CType? found = types.Find(module, name, out error);
            return name == "struct hidden" ? hidden : found;
        }

        public override CType? OfSymbol(in DumpReader.Symbols.Symbol symbol, out TypeError error) => types.OfSymbol(symbol, out error);

        public override IEnumerable<CType> All() => types.All();
    }
}
