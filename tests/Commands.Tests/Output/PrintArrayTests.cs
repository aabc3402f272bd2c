using Commands.Tests.Fakes;
using DumpReader.Types;

namespace Commands.Tests.Output;

/// <summary>Arrays and text.</summary>
public class PrintArrayTests : PrintTest
{
    [Fact]
    public void Arrays_are_cut_at_the_limit()
    {
        Struct("v", 8, ("v", ArrayOf(HandMadeTypes.Byte, 8), 0), ("z", ArrayOf(HandMadeTypes.Int, 0), 64));
        Put(0, 0x0807060504030201);
        Assert.Equal("v = [ 0x1, 0x2, ... ]\nz = [ ... ]\n", Print(Base, "-l", "2", "struct v", "v", "z"));
        Target.Session.Options.ArrayMemoryLimit = 1;
        Assert.Equal("v = [ 0x1, ... ]\n", Print(Base, "struct v", "v"));
        Assert.Equal("v = [ 0x1, 0x2, 0x3, 0x4, 0x5, 0x6, 0x7, 0x8 ]\n", Print(Base, "-L", "struct v", "v"));
    }

    [Fact]
    public void Arrays_of_structures_and_of_arrays_stand_on_lines()
    {
        StructType inner = Struct("in", 4, ("x", HandMadeTypes.Int, 0));
        Struct("out", 24, ("s", ArrayOf(inner, 2), 0), ("m", ArrayOf(ArrayOf(HandMadeTypes.Int, 2), 2), 64));
        Assert.Equal(
            """
            {
                s = [
                    {
                        x = 0
                    },
                ... ]
                m = [
                    [ 0, ... ]
                ... ]
            }

            """.ReplaceLineEndings("\n"),
            Print(Base, "-l", "1", "struct out"));
        Assert.Equal("{\n    s = [ ... ]\n    m = [ ... ]\n}\n", Print(Base, "-s", "1", "struct out"));
        Assert.Equal("{ ... }\n", Print(Base, "-s", "0", "struct out"));
    }

    [Fact]
    public void Characters_that_are_not_text_are_listed()
    {
        Types.Add(new TypedefType("buf_t", ArrayOf(HandMadeTypes.Char, 4)));
        Put(0, 0x00ff0a22);
        Assert.Equal("[ '\\\"', '\\n', '\\377', '\\0' ]\n", Print(Base, "buf_t"));
        Put(0, 0x64636261);
        Assert.Equal("[ \"abcd\" ]\n", Print(Base, "buf_t"));
        Assert.Equal("[ 'a', 'b', 'c', 'd' ]\n", Print(Base, "-c", "3", "buf_t"));
    }
}
