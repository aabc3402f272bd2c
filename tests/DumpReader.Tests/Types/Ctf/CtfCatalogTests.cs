using DumpReader.Problems;
using DumpReader.Symbols;
using DumpReader.Types;
using DumpReader.Types.Ctf;
using Shared;

namespace DumpReader.Tests.Types.Ctf;

public class CtfCatalogTests
{
    private readonly List<Problem> _problems = [];
    private readonly List<string> _opened = [];

    private CtfCatalog Catalog(params (string Name, CtfImage? Image)[] modules) => new(
        [.. modules.Select(m => new CtfModule(
            m.Name,
            () =>
            {
                _opened.Add(m.Name);
                return m.Image?.ToBytes() ?? ReadOnlyMemory<byte>.Empty;
            },
            new FakeSymbolTable(m.Name)))],
        _problems.Add);

    private CtfCatalog Small() =>
        Catalog(("genunix", new CtfImage().Int("unsigned int").Struct("s", 4, ("a", 1, 0)).Typedef("s_t", 2)));

    private static CtfImage Child() => new() { Parent = "genunix" };

    [Fact]
    public void A_definition_in_another_module_beats_a_forward_in_genunix()
    {
        CtfCatalog catalog = Catalog(
            ("unix", Child()),
            ("genunix", new CtfImage().Int().Forward("vm")),
            ("vmm", Child().Struct("vm", 4, ("id", 1, 0))));
        Assert.Equal(("vmm", 4UL), (catalog.Type("struct vm").Module, catalog.Type("struct vm").Size));
        Assert.Equal("vmm", catalog.Define((ForwardType)catalog.Find("genunix", "struct vm", out _)!)!.Module);
    }

    [Fact]
    public void A_forward_is_found_where_nothing_defines_it()
    {
        CtfCatalog catalog = Catalog(("genunix", new CtfImage().Forward("secret", 7)));
        Assert.IsType<ForwardType>(catalog.Type("union secret"));
        Assert.Null(catalog.Find(null, "struct secret", out TypeError error));
        Assert.Equal(TypeError.UnknownName, error);
        Assert.Null(catalog.Define((ForwardType)catalog.Type("union secret")));
    }

    [Fact]
    public void Only_genunix_is_opened_until_a_name_is_not_found_there()
    {
        CtfCatalog catalog = Catalog(
            ("unix", Child()),
            ("genunix", new CtfImage().Int().Typedef("x_t", 1)),
            ("vmm", Child().Typedef("y_t", 1)));
        catalog.Type("x_t");
        Assert.Equal(["genunix"], _opened);
        Assert.Equal("int", catalog.Type("y_t").Resolve().Name);
        Assert.Equal(["genunix", "unix", "vmm"], _opened);
    }

    [Fact]
    public void Of_several_integers_of_one_name_the_first_counts() =>
        Assert.Equal(4UL, Catalog(("genunix", new CtfImage().Int("unsigned int").Int("unsigned int", 2))).Type("unsigned int").Size);

    [Theory]
    [InlineData("unsigned int", "unsigned int")]
    [InlineData("  unsigned   int  ", "unsigned int")]
    [InlineData("unsigned int*", "unsigned int *")]
    [InlineData("unsigned int **", "unsigned int **")]
    [InlineData("struct s", "struct s")]
    [InlineData("struct  s * *", "struct s **")]
    [InlineData("const struct s *", "struct s *")]
    [InlineData("volatile unsigned int", "unsigned int")]
    [InlineData("s_t *", "s_t *")]
    public void Names_are_found_as_written_in_C(string written, string found) =>
        Assert.Equal(found, Small().Type(written).Name);

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("struct")]
    [InlineData("struct *")]
    [InlineData("s")]
    [InlineData("struct s_t")]
    [InlineData("int [4]")]
    [InlineData("unsigned")]
    [InlineData("\u0394")]
    public void Other_names_are_unknown(string name)
    {
        Assert.Null(Small().Find(null, name, out TypeError error));
        Assert.Equal(TypeError.UnknownName, error);
    }

    [Fact]
    public void A_name_in_a_module_is_looked_up_there_and_in_its_parent()
    {
        CtfCatalog catalog = Catalog(
            ("genunix", new CtfImage().Int().Typedef("t", 1)),
            ("vmm", Child().Int("long", 8).Typedef("t", 0x8001)),
            ("bare", null));
        Assert.Equal("long", catalog.Find("vmm", "t", out _)!.Resolve().Name);
        Assert.Equal("int", catalog.Find("vmm", "int", out _)!.Name);
        Assert.Null(catalog.Find("nosuch", "t", out TypeError unknown));
        Assert.Null(catalog.Find("bare", "t", out TypeError none));
        Assert.Equal((TypeError.UnknownModule, TypeError.NoTypes), (unknown, none));
    }

    [Fact]
    public void A_child_without_its_parent_still_has_its_own_types()
    {
        CtfCatalog catalog = Catalog(("vmm", Child().Int("long", 8).Struct("s", 16, ("mine", 0x8001, 0), ("lost", 7, 64))));
        var s = (StructType)catalog.Type("struct s");
        Assert.Equal(("long", TypeKind.Unknown), (s.Members[0].Type.Name, s.Members[1].Type.Kind));
        Assert.Equal("failed to load CTF data for vmm - parent genunix not loaded", Assert.Single(_problems).Message);
    }

    [Fact]
    public void Two_containers_that_claim_each_other_as_parent_do_not_lead_anywhere()
    {
        CtfCatalog catalog = Catalog(
            ("a", new CtfImage { Parent = "b" }.Typedef("x_t", 1)),
            ("b", new CtfImage { Parent = "a" }.Typedef("y_t", 1)));
        Assert.Equal(TypeKind.Unknown, catalog.Type("x_t").Resolve().Kind);
        Assert.Equal(TypeKind.Unknown, catalog.Type("y_t").Resolve().Kind);
        Assert.Equal(2, _problems.Count);
    }

    [Fact]
    public void A_damaged_container_is_the_reason_for_what_is_not_found()
    {
        byte[] damaged = new CtfImage().Int().ToBytes();
        damaged[2] = 9;
        var genunix = new CtfModule("genunix", () => damaged, new FakeSymbolTable());
        var vmm = new CtfModule("vmm", () => Child().Int("long", 8).ToBytes(), new FakeSymbolTable());
        var catalog = new CtfCatalog([genunix, vmm], _problems.Add);
        Assert.Equal("long", catalog.Type("long").Name);
        Assert.Null(catalog.Find(null, "int", out TypeError error));
        Assert.Equal(TypeError.NewerVersion, error);
    }

    [Fact]
    public void Without_any_container_there_are_no_types()
    {
        Assert.Null(Catalog(("genunix", null)).Find(null, "int", out TypeError error));
        Assert.Equal(TypeError.NoTypes, error);
    }

    [Fact]
    public void Symbols_take_their_types_in_the_order_of_their_table()
    {
        FakeSymbolTable symbols = new FakeSymbolTable("genunix")
            .Add("", 0, SymbolType.NoType, 0)
            .Add("file.c", 0, SymbolType.File, 0xfff1)
            .Add("undefined", 0, SymbolType.Object, 0)
            .Add("_START_", 0x10, SymbolType.Object)
            .Add("absolute", 0, SymbolType.Object, 0xfff1)
            .Add("first", 0x100)
            .Add("f", 0x200, SymbolType.Function)
            .Add("padded", 0x210, SymbolType.Function)
            .Add("untyped", 0x108)
            .Add("g", 0x220, SymbolType.Function)
            .Add("last", 0x110)
            .Add("beyond", 0x118);
        CtfImage image = new CtfImage().Object(1).Object(0).Object(2)
            .Function((5 << 11) | 1, 2, 1).Function(0).Function((5 << 11) | 2, 1, 2, 0)
            .Int().Int("long", 8);
        var catalog = new CtfCatalog([new CtfModule("genunix", () => image.ToBytes(), symbols)], _problems.Add);
        Assert.Equal("int", Of("first")!.Name);
        Assert.Equal("long", Of("last")!.Name);
        Assert.All(["untyped", "beyond", "padded", "undefined", "_START_", "absolute"], name => Assert.Null(Of(name)));
        var g = (FunctionType)Of("g")!;
        var f = (FunctionType)Of("f")!;
        Assert.Equal(("long", 1, false), (f.Result.Name, f.ArgumentCount, f.IsVariadic));
        Assert.Equal(("int", 1, true), (g.Result.Name, g.ArgumentCount, g.IsVariadic));

        // The kernel image's own table has the same symbols under other numbers.
        var kernel = new FakeSymbolTable().Add("last", 0x110);
        Assert.Equal("long", catalog.OfSymbol(kernel[0], out _)!.Name);
        Assert.Null(catalog.OfSymbol(new FakeSymbolTable().Add("last", 0x999)[0], out TypeError error));
        Assert.Equal(TypeError.NoTypes, error);
        Assert.Null(catalog.OfSymbol(symbols[0], out error));
        Assert.Equal(TypeError.NotData, error);

        CType? Of(string name)
        {
            Assert.True(symbols.TryFind(name, out Symbol symbol));
            return catalog.OfSymbol(symbol, out _);
        }
    }
}
