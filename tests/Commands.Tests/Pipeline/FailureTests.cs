using System.Text;
using Commands.Pipeline;
using Commands.Tests.Fakes;
using DumpReader.Spaces;
using Shared;

namespace Commands.Tests.Pipeline;

/// <summary>What fails in a way that nobody foresaw ends its command or its input, and the session goes on.</summary>
public class FailureTests
{
    [Fact]
    public void A_failure_of_a_file_that_a_command_reads_ends_the_command()
    {
        var target = new FakeTarget(new ByteSpace(0), new FakeSymbolTable(), new HandMadeTypes()) { Memory = new FailingSpace() };
        Answer answer = TestSession.Script("10/X\n::echo next\n", target: target);
        Assert.StartsWith("mdb: /: internal error: IOException: lost\n", answer.Error, StringComparison.Ordinal);
        Assert.Contains("(MDB499)", answer.Error, StringComparison.Ordinal);
        Assert.Equal("next", answer.Lines[^1]);
    }

    [Fact]
    public void An_input_that_cannot_be_read_to_its_end_is_said_and_ends()
    {
        Answer answer = TestSession.Run(
            session =>
            {
                session.RunScript(new FailingStream("1=K\n2=K"), "start");
                session.RunText("3=K");
            },
            "", null, null, null);
        Assert.Equal(["1", "2", "3"], answer.Lines);
        Assert.Equal("mdb: failed to read start: I/O error\n", answer.Error);
    }

    private sealed class FailingSpace : AddressSpace
    {
        public override int Read(ulong address, Span<byte> buffer) => throw new IOException("lost");
    }

    private sealed class FailingStream(string text) : MemoryStream(Encoding.Latin1.GetBytes(text))
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            Position < Length ? base.Read(buffer, offset, count) : throw new IOException("lost");
    }
}
