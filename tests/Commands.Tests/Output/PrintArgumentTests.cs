using Commands.Dcmds.Core;
using Commands.Tests.Fakes;
using DumpReader.Types;

namespace Commands.Tests.Output;

/// <summary>What the words after ::print mean.</summary>
public class PrintArgumentTests : PrintTest
{
    [Fact]
    public void Type_is_inferred_from_the_symbol_at_the_address()
    {
        Foo();
        Target.Target.Symbols.Add("gfoo", Base, size: 0x28).Add("notype", Base + 0x30);
        Types.OfSymbols["gfoo"] = Types.Find(null, "struct foo", out _)!;
        Assert.StartsWith("{\n    a = ", Print(Base), StringComparison.Ordinal);
        Assert.Equal("b = 0x7\n", Print(Base, "b"));
        Assert.Equal("", Print(Base, "nosuch_t"));
        Print(Base + 8);
        Print(Base + 0x30);
        Print(0x1234, "nosuch_t");
        Assert.Equal(
            """
            mdb: failed to find member nosuch_t of struct foo: no such member of structure or union
            mdb: no symbol information for gfoo+8: no symbol corresponds to address
            mdb: no type data available for notype [1]: Symbol table entry is not a data object
            mdb: failed to look up type nosuch_t: no symbol corresponds to address

            """.ReplaceLineEndings("\n"),
            Target.Errors);
    }

    [Fact]
    public void Offset_names_the_member_there()
    {
        Foo();
        Assert.Equal("b = 0x7\n", Print(Base, "struct foo", 4UL));
        Assert.Equal("c[1] = 'e'\n", Print(Base, "struct foo", 9UL));
        Assert.Equal("", Print(Base, "struct foo", 0x100UL));
        Assert.Equal("mdb: invalid offset 100\n", Target.Errors);
    }

    [Fact]
    public void Members_alone_look_at_the_last_object_shown_by_default()
    {
        var bench = new Bench(stock: false);
        bench.Target.Memory = new ByteSpace(Base, Memory);
        bench.Types.Add(new StructType("s", false, 8, [new Member("b", HandMadeTypes.Int, 32)]));
        Put(0, 7UL << 32);
        bench.Text(new Print(), Base, "struct s");
        bench.Pipe(new Print(), Base + 0x10, "long");
        Assert.Equal("b = 0x7\n", bench.Text(new Print(), null, "b"));
        Assert.Equal("", bench.Text(new Print(), null, "nosuch"));
        Assert.Equal("mdb: failed to look up type nosuch: No type information available for that name\n", bench.Errors);
    }
}
