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
        session.Ready();
        session.RunLine("::echo kept");
        session.Complete();
        Assert.Equal("\nkept \n", System.Text.Encoding.Latin1.GetString(output.ToArray()));
    }

    [Fact]
    public void Just_before_a_statement_it_abandons_that_and_the_rest_of_its_line()
    {
        using var error = new MemoryStream();
        using ITarget none = DumpOpener.Open(new OpenRequest());
        var session = new Session(none, new SessionStreams(Stream.Null, Stream.Null, error), new SessionOptions());
        session.Interrupt();
        session.RunLine("5>x;6>x");
        Assert.Equal("mdb: partial: interrupted (MDB403)\n", System.Text.Encoding.Latin1.GetString(error.ToArray()));
        Assert.Null(session.Variables.Find("x"));
        session.RunLine("7>x");
        Assert.Equal(7UL, session.Variables.Find("x")!.Value);
    }

    [Fact]
    public void Before_a_line_is_there_it_does_nothing_to_it()
    {
        using ITarget none = DumpOpener.Open(new OpenRequest());
        var session = new Session(none, new SessionStreams(Stream.Null, Stream.Null, Stream.Null), new SessionOptions());
        session.Interrupt();
        session.Ready();
        session.RunLine("5>x");
        Assert.Equal(5UL, session.Variables.Find("x")!.Value);
    }
}
