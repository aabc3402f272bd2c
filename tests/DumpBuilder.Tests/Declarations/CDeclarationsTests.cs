using DumpReader.Types;
using DumpReader.Types.Declarations;

namespace DumpBuilder.Tests.Declarations;

public class CDeclarationsTests
{
    private static CDeclarations Parse(string text)
    {
        var declarations = new CDeclarations();
        declarations.Parse(text, "x.h");
        return declarations;
    }

    private static StructType Struct(string text, string name = "struct s") => (StructType)Parse(text).Find(name)!;

    private static string Layout(StructType s) => string.Join(' ', s.Members.Select(m => $"{m.Name}@{m.BitOffset}")) + $" ({s.Size})";

    [Theory]
    [InlineData("char a; int b; char c;", "a@0 b@32 c@64 (12)")]
    [InlineData("char a; long b;", "a@0 b@64 (16)")]
    [InlineData("char a; long double b;", "a@0 b@128 (32)")]
    [InlineData("short a[3]; int b;", "a@0 b@64 (12)")]
    [InlineData("unsigned a:3; unsigned b:5; unsigned c:24;", "a@0 b@3 c@8 (4)")]
    [InlineData("unsigned a:30; unsigned b:3;", "a@0 b@32 (8)")]
    [InlineData("char a; unsigned b:24;", "a@0 b@8 (4)")]
    [InlineData("unsigned a:3; unsigned :0; unsigned b:1;", "a@0 b@32 (8)")]
    [InlineData("unsigned a:3; int :5; unsigned char b:1;", "a@0 b@8 (4)")]
    [InlineData("unsigned long a:20; char b;", "a@0 b@24 (8)")]
    [InlineData("union { int x; char y[6]; } a; char b;", "a@0 b@64 (12)")]
    [InlineData("struct { char x; }; int b; union { long l; void *p; };", "@0 b@32 @64 (16)")]
    [InlineData("int a; char b[];", "a@0 b@32 (4)")]
    [InlineData("char a; int b __attribute__((aligned(32)));", "a@0 b@256 (64)")]
    [InlineData("int *a, b, (*c)(int, char *), d[2][3];", "a@0 b@64 c@128 d@192 (48)")]
    public void Members_lie_where_the_amd64_ABI_puts_them(string members, string layout) =>
        Assert.Equal(layout, Layout(Struct($"struct s {{ {members} }};")));

    [Fact]
    public void Packed_members_lie_without_holes() =>
        Assert.Equal("a@0 b@8 c@40 d@41 (6)", Layout(Struct("struct s { char a; int b; unsigned c:1, d:7; } __attribute__((packed));")));

    [Fact]
    public void Pragma_pack_limits_alignment_until_it_is_popped()
    {
        CDeclarations d = Parse("#pragma pack(push, 4)\nstruct s { int a; long b; };\n#pragma pack(pop)\nstruct t { int a; long b; };");
        Assert.Equal("a@0 b@32 (12)", Layout((StructType)d.Find("struct s")!));
        Assert.Equal("a@0 b@64 (16)", Layout((StructType)d.Find("struct t")!));
    }

    [Theory]
    [InlineData("int *p", "int *")]
    [InlineData("char *const p", "char *const")]
    [InlineData("const char *p", "const char *")]
    [InlineData("unsigned long int p", "unsigned long")]
    [InlineData("long unsigned p[4]", "unsigned long [4]")]
    [InlineData("signed char p", "char")]
    [InlineData("void (*p)(void)", "void (*)()")]
    [InlineData("int (*p[3])(int, ...)", "int (*[3])()")]
    [InlineData("struct nowhere **p", "struct nowhere **")]
    [InlineData("int p[2][3]", "int [2][3]")]
    [InlineData("int (*p)[3]", "int (*)[3]")]
    public void Declarators_spell_as_mdb_spells_them(string member, string spelling) =>
        Assert.Equal(spelling, Struct($"struct s {{ {member}; }};").Members[0].Type.Name);

    [Fact]
    public void A_forward_declaration_is_the_later_definition()
    {
        CDeclarations d = Parse("typedef struct a a_t; struct b { a_t *p; struct a *q; }; struct a { int x; a_t *next; };");
        var b = (StructType)d.Find("struct b")!;
        Assert.Same(d.Find("struct a"), ((PointerType)b.Members[0].Type).Target.Resolve());
        Assert.Same(d.Find("struct a"), ((PointerType)b.Members[1].Type).Target);
        Assert.Equal(16ul, d.Find("a_t")!.Size);
    }

    [Fact]
    public void A_tag_that_is_never_defined_is_a_forward_type()
    {
        CType type = ((PointerType)Struct("struct s { union u *p; };").Members[0].Type).Target;
        Assert.Equal(TypeKind.Union, Assert.IsType<ForwardType>(type).Of);
    }

    [Fact]
    public void Enumerators_count_on_and_serve_as_constants()
    {
        CDeclarations d = Parse("enum e { A = -2, B, C = 1 << 4, D = C + 3, }; struct s { char a[D]; char b[sizeof (struct e2 *) * 2]; };");
        Assert.Equal([new("A", -2), new("B", -1), new("C", 16), new Enumerator("D", 19)], ((EnumType)d.Find("enum e")!).Enumerators);
        Assert.Equal(19u + 16u, d.Find("struct s")!.Size);
    }

    [Fact]
    public void Bit_fields_have_integer_types_of_their_own()
    {
        var type = (IntegerType)Struct("typedef unsigned int uint_t; struct s { uint_t a:3; };").Members[0].Type;
        Assert.Equal(("unsigned int:3", 1ul, 3, false), (type.Tag, type.Size, type.Bits, type.IsSigned));
    }

    [Fact]
    public void Prototypes_and_variables_are_symbols()
    {
        CDeclarations d = Parse("struct proc; extern struct proc *practive; void panic(const char *, ...); int f(int a[], void g(int));");
        Assert.Equal("struct proc *", d.SymbolType("practive")!.Name);
        var panic = (FunctionType)d.SymbolType("panic")!;
        Assert.Equal((1, true, "const char *"), (panic.ArgumentCount, panic.IsVariadic, panic.Argument(0).Name));
        var f = (FunctionType)d.SymbolType("f")!;
        Assert.Equal(("int *", "void (*)()"), (f.Argument(0).Name, f.Argument(1).Name));
        Assert.Equal(["practive", "panic", "f"], d.Symbols);
    }

    [Fact]
    public void Headers_come_from_the_resolver_and_count_once()
    {
        var d = new CDeclarations(name => name == "a.h" ? "#include \"b.h\"\n#include \"b.h\"\ntypedef b_t a_t;" : name == "b.h" ? "typedef int b_t;" : null);
        d.Parse("#include \"a.h\"\n#include \"b.h\"\nstruct s { a_t x; };", "x.h");
        Assert.Equal(4ul, d.Find("struct s")!.Size);
        DeclarationException e = Assert.Throws<DeclarationException>(() => d.Parse("#include \"/etc/passwd\"\n", "y.h"));
        Assert.Equal("y.h:1:1: cannot include \"/etc/passwd\": no such header", e.Message);
    }

    [Theory]
    [InlineData("struct s { int a };", "x.h:1:18: unexpected `}`, expected `;`")]
    [InlineData("struct s {\n  foo_t a;\n};", "x.h:2:3: unknown type 'foo_t'")]
    [InlineData("struct s {\n  struct t a;\n};", "x.h:2:12: 'struct t' has no size here")]
    [InlineData("struct s { struct s a; };", "x.h:1:21: 'struct s' has no size here")]
    [InlineData("struct s { int a; int a; };", "x.h:1:23: member 'a' is declared twice")]
    [InlineData("struct s { int a; }; struct s { int b; };", "x.h:1:22: 'struct s' is defined twice")]
    [InlineData("struct s { int a:33; };", "x.h:1:18: 'int' cannot have 33 bits")]
    [InlineData("struct s { char a[0-1]; };", "x.h:1:20: array of -1 elements")]
    [InlineData("struct s { char a[2000000000][2000000000]; };", "x.h:1:19: array of more than 281474976710656 bytes")]
    [InlineData("struct s { int a[1/0]; };", "x.h:1:19: division by zero")]
    [InlineData("int @;", "x.h:1:5: unexpected '@'")]
    [InlineData("int a /* x", "x.h:1:7: comment has no end")]
    [InlineData("#define X 1", "x.h:1:1: directive not understood: #define X 1")]
    [InlineData("struct s { void a; };", "x.h:1:17: 'void' has no size here")]
    [InlineData("long short x;", "x.h:1:1: not a type: long short")]
    public void An_error_says_where_and_what(string text, string message) =>
        Assert.Equal(message, Assert.Throws<DeclarationException>(() => Parse(text)).Message);

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        string text = "struct s { int " + new string('(', 100_000);
        Assert.Contains("nested deeper", Assert.Throws<DeclarationException>(() => Parse(text)).Message);
        Assert.Contains("nested deeper", Assert.Throws<DeclarationException>(() => Parse("int " + new string('*', 100_000) + "x;")).Message);
    }

    [Fact]
    public void A_long_chain_of_operators_is_no_nesting() =>
        Assert.Equal(200_001UL, Struct($"struct s {{ char a[1{string.Concat(Enumerable.Repeat("+1", 200_000))}]; }};").Size);
}
