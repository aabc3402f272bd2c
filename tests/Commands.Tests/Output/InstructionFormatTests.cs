using Commands.Tests.Fakes;
using DumpReader.Symbols;
using Shared;

namespace Commands.Tests.Output;

/// <summary>The format letters i and I, and the format of a verb without letters.</summary>
public class InstructionFormatTests
{
    private static Answer Ask(string script, Action<Commands.Pipeline.SessionOptions>? set = null)
    {
        var target = new FakeTarget(new ByteSpace(0), new FakeSymbolTable(), new HandMadeTypes()) { Memory = new ByteSpace(0x1000, 0x55, 0x48, 0x89, 0xe5, 0xe8, 0x08, 0x00, 0x00, 0x00, 0x64, 0, 0, 0) };
        target.Symbols.Add("foo", 0x1000, SymbolType.Function, size: 9).Add("bar", 0x1011, SymbolType.Function, size: 1).Add("hz", 0x1009, size: 4);
        return TestSession.Script(script, set ?? TestSession.Stock, target: target);
    }

    [Theory]
    [InlineData("foo/i\n", "foo:\nfoo:            pushq  %rbp\n")]
    [InlineData("foo/3i\n", "foo:\nfoo:            pushq  %rbp\n                movq   %rsp,%rbp\n                call   +0x8     <bar>\n")]
    [InlineData("foo,2/i\n", "foo:\nfoo:            pushq  %rbp\n                movq   %rsp,%rbp\n")]
    [InlineData("foo/ai\n", "foo:            \nfoo:            pushq  %rbp\n")]
    [InlineData("foo/ia\n", "foo:pushq  %rbp\nfoo+1:          \n")]
    [InlineData("foo+1/I\n", "foo+1:          1001 e8e58948: movq   %rsp,%rbp\n")]
    [InlineData("foo/i\n+=p\n", "foo:\nfoo:            pushq  %rbp\n                foo+1              \n")]
    [InlineData("hz/\n", "hz:\nhz:             64              = addb   %al,%fs:(%rax)\n")]
    public void Instructions_end_their_lines_and_dot_moves_by_their_length(string script, string output)
    {
        Answer answer = Ask(script);
        Assert.Equal(("", output), (answer.Error, answer.Out));
    }

    [Fact]
    public void What_cannot_be_read_ends_the_list()
    {
        Answer answer = Ask("foo+4/3i\n");
        Assert.Equal("foo+4:          call   +0x8     <bar>\n                addb   %al,%fs:(%rax)\n", answer.Out);
        Assert.Equal("mdb: failed to read instruction at 0x100d: no mapping for address\n", answer.Error);
    }

    [Fact]
    public void Without_a_target_memory_reads_as_zeros() =>
        Assert.Equal("0:              addb   %al,(%rax)\n", TestSession.Script("0/i\n").Out);

    [Fact]
    public void An_instruction_in_JSON_is_its_text() =>
        Assert.Contains("\"value\":\"pushq %rbp\"}\n", Ask("foo/i\n", o => o.Json = true).Out, StringComparison.Ordinal);
}
