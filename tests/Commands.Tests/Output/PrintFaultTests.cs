using Commands.Pipeline;
using Commands.Tests.Fakes;
using DumpReader.Bytes;
using DumpReader.Types;

namespace Commands.Tests.Output;

/// <summary>What cannot be read.</summary>
public class PrintFaultTests : PrintTest
{
    [Fact]
    public void Unreadable_member_ends_its_structure_with_a_message()
    {
        Struct("cut", 0x400, ("a", HandMadeTypes.Int, 0), ("p", new PointerType(HandMadeTypes.Int), 0x1000), ("b", HandMadeTypes.Int, 0x40));
        Assert.Equal("{\n    a = 0\n}\n", Print(Base, "struct cut"));
        Assert.Equal("mdb: failed to read p pointer at 1200: no mapping for address\n", Target.Errors);
        Assert.True(Target.LastRun!.IsPartial);
        Assert.Equal(Status.Ok, Target.Status);
    }

    [Fact]
    public void Unreadable_array_is_reported_element_by_element()
    {
        Struct("cut", 0x400, ("v", ArrayOf(HandMadeTypes.Int, 2), 0x1000));
        Assert.Equal("{\n\n}\n", Print(Base, "struct cut"));
        Assert.Equal(
            "mdb: failed to read 4 bytes at 1200: no mapping for address\nmdb: failed to read 4 bytes at 1204: no mapping for address\n", Target.Errors);
    }

    [Fact]
    public void Unreadable_characters_are_silent_but_make_the_run_partial()
    {
        Types.Add(new TypedefType("text_t", ArrayOf(HandMadeTypes.Char, 8)));
        Assert.Equal("", Print(0x9000, "char"));
        Assert.True(Target.LastRun!.IsPartial);
        Assert.Equal("\n", Print(0x9000, "text_t"));
        Assert.Equal("", Target.Errors);
    }

    [Fact]
    public void Of_a_great_array_that_cannot_be_read_some_elements_are_reported()
    {
        Target.Session.Options.ArrayMemoryLimit = null;
        Struct("cut", 0x400, ("v", ArrayOf(HandMadeTypes.Int, 5000), 0x1000));
        Print(Base, "struct cut");
        Assert.Equal(Limits.ArrayFaults, Target.Errors.Split('\n').Count(line => line.Contains("no mapping for address", StringComparison.Ordinal)));
        Assert.True(Target.LastRun!.IsPartial);
    }

    [Fact]
    public void Arrays_within_arrays_without_end_are_said_to_be()
    {
        CType type = HandMadeTypes.Int;
        for (int i = 0; i < 2 * Limits.ArrayDimensions; i++)
        {
            type = ArrayOf(type, 1);
        }

        Types.Add(new TypedefType("deep_t", type));
        Assert.Contains("<array that contains itself>", Print(Base, "deep_t"), StringComparison.Ordinal);
    }
}
