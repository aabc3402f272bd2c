using Commands.Pipeline;
using DumpReader.Targets;

namespace Commands.Tests.Pipeline;

public class InterruptTests
{
    [Fact]
    public async Task It_abandons_the_statement_and_the_rest_of_the_line_but_not_the_session()
    {
        using var output = new MemoryStream();
        using ITarget none = DumpOpener.Open(new OpenRequest());
        var session = new Session(none, new SessionStreams(Stream.Null, output, Stream.Null), new SessionOptions());
        Task line = Task.Run(() => session.RunLine("0,ffffffffffffffff::eval 1;::echo lost"));
        while (!line.IsCompleted)
        {
            session.Interrupt();
            await Task.Delay(5);
        }

        await line;
        session.RunLine("::echo kept");
        session.Complete();
        Assert.Equal("\nkept \n", System.Text.Encoding.Latin1.GetString(output.ToArray()));
    }

    [Fact]
    public void Without_a_statement_under_way_it_does_nothing()
    {
        using ITarget none = DumpOpener.Open(new OpenRequest());
        var session = new Session(none, new SessionStreams(Stream.Null, Stream.Null, Stream.Null), new SessionOptions());
        session.Interrupt();
        session.RunLine("5>x");
        Assert.Equal(5UL, session.Variables.Find("x")!.Value);
    }
}
