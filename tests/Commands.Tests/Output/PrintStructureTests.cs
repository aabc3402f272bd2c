using Commands.Dcmds.Core;
using Commands.Tests.Fakes;
using DumpReader.Types;

namespace Commands.Tests.Output;

/// <summary>The lines of a structure: names, addresses, types, braces, holes.</summary>
public class PrintStructureTests : PrintTest
{
    [Fact]
    public void Whole_structure_shows_every_kind_of_member()
    {
        Foo();
        Assert.Equal(
            """
            {
                a = 0xffffffff
                b = 0x7
                c = [ "hello" ]
                d = 0x1040 "world"
                e = 0
                f = 0xfffffffffbc00000
            }

            """.ReplaceLineEndings("\n"),
            Print(Base, "struct", "foo"));
        Assert.Equal(Base + 0x28, Target.Session.Dot);
        Assert.Equal(0UL, Target.Session.Increment);
    }

    [Fact]
    public void Addresses_and_types_stand_in_front()
    {
        Foo();
        Assert.Equal(
            """
            1000 struct foo {
                1000 int a = 0xffffffff
                1004 int b = 0x7
                1008 char [8] c = [ "hello" ]
                1010 char *d = 0x1040 "world"
                1018 void *e = 0
                1020 long f = 0xfffffffffbc00000
            }

            """.ReplaceLineEndings("\n"),
            Print(Base, "-at", "struct foo"));
    }

    [Fact]
    public void Layout_without_an_address_has_no_values()
    {
        Foo();
        string[] lines = Print(null, "-at", "struct foo").Split('\n');
        Assert.Equal("0 struct foo {", lines[0]);
        Assert.Equal("    8 char [8] c ", lines[3]);
        Assert.Equal("}", lines[7]);
    }

    [Fact]
    public void Outermost_braces_are_left_out_by_default()
    {
        var bench = new Bench(stock: false);
        bench.Target.Memory = new ByteSpace(Base, Memory);
        StructType inner = bench.Types.Add(new StructType("in", false, 4, [new Member("x", HandMadeTypes.Int, 0)]));
        bench.Types.Add(new StructType("out", false, 4, [new Member("i", inner, 0)]));
        Assert.Equal("    i = {\n        x = 0\n    }\n", bench.Text(new Print(), Base, "struct out"));
        Assert.Equal("1000 struct out\n    1000 struct in i = {\n        1000 int x = 0\n    }\n", bench.Text(new Print(), Base, "-at", "struct out"));
        Assert.Equal("i = {\n    i.x = 0\n}\n", bench.Text(new Print(), Base, "struct out", "i"));
    }

    [Fact]
    public void Holes_are_shown_with_h()
    {
        Put(8, 0xabcd_0000_0001);
        Struct("h", 24, ("a", HandMadeTypes.Char, 0), ("b", HandMadeTypes.Int, 64), ("c", HandMadeTypes.Long, 128));
        Assert.Equal(
            """
            1000 struct h {
                1000 char a = '\0'
                1001 unsigned <<HOLE>> :56 = 0
                1008 int b = 0x1
                100c uint32_t <<HOLE>> = 0xabcd
                1010 long c = 0
            }

            """.ReplaceLineEndings("\n"),
            Print(Base, "-hat", "struct h"));
    }

    [Fact]
    public void Structure_that_contains_itself_ends()
    {
        StructType? loop = null;
        loop = new StructType("loop", false, 8, () => [new Member("a", HandMadeTypes.Int, 0), new Member("again", loop!, 0)]);
        Types.Add(loop);
        Assert.Equal("<structure that contains itself>\n", Print(Base, "struct loop"));
        Assert.Equal("struct loop: structure that contains itself", Target.LastRun!.FirstProblem!.Value.Message);
    }

    [Fact]
    public void Printing_a_member_again_and_again_allocates_little()
    {
        Foo();
        var stage = new RepeatedPrint(Target, Base, "struct foo", "a", "f");
        stage.Run(100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        stage.Run(10_000);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 10_000, 0, 16);
    }
}
