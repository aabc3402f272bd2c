using Commands.Pipeline;
using DumpReader.Targets;

namespace Commands.Tests.Pipeline;

public class ElementScanTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Results_come_in_the_order_of_the_elements_whatever_the_number_of_threads(int workers)
    {
        using ITarget none = DumpOpener.Open(new OpenRequest());
        int[] elements = [.. Enumerable.Range(0, 5000)];
        IEnumerable<int> results = ElementScan.Ordered(Run(none, CancellationToken.None), "test", elements, i => i * 3, workers);
        Assert.Equal(elements.Select(i => i * 3), results);
    }

    [Fact]
    public void An_interrupt_leaves_what_was_found_and_marks_the_answer_partial()
    {
        using ITarget none = DumpOpener.Open(new OpenRequest());
        using var interrupt = new CancellationTokenSource();
        Run run = Run(none, interrupt.Token);
        var results = new List<int>();
        foreach (int result in ElementScan.Ordered(run, "test", Enumerable.Range(0, 5000).ToArray(), i => i, workers: 2))
        {
            results.Add(result);
            if (result == 100)
            {
                interrupt.Cancel();
            }
        }

        Assert.InRange(results.Count, 101, 4999);
        Assert.Equal("MDB403", run.FirstProblem?.Code);
    }

    [Fact]
    public void A_deadline_that_has_passed_marks_the_answer_partial()
    {
        using ITarget none = DumpOpener.Open(new OpenRequest());
        var session = new Session(none, new SessionStreams(Stream.Null, Stream.Null, Stream.Null), new SessionOptions());
        var run = new Run(session, CancellationToken.None) { Deadline = Environment.TickCount64 - 1 };
        Assert.Empty(ElementScan.Ordered(run, "test", Enumerable.Range(0, 100).ToArray(), i => i));
        Assert.Equal("MDB401", run.FirstProblem?.Code);
    }

    private static Run Run(ITarget target, CancellationToken cancellation) =>
        new(new Session(target, new SessionStreams(Stream.Null, Stream.Null, Stream.Null), new SessionOptions()), cancellation);
}
