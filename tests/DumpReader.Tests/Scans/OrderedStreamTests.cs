using CsCheck;
using DumpReader.Scans;

namespace DumpReader.Tests.Scans;

public class OrderedStreamTests
{
    [Fact]
    public void Results_come_in_the_order_of_the_elements_for_any_number_of_them_and_of_threads() =>
        Gen.Select(Gen.OneOf(Gen.Int[0, 700], Gen.Const(16_384), Gen.Int[16_000, 40_000]), Gen.Int[1, 5]).Sample((count, workers) =>
        {
            var control = new Watcher(long.MaxValue);
            int[] doubled = [.. OrderedStream.Run(Enumerable.Range(0, count), (ulong)count, batch => batch, control, workers).SelectMany(b => b)];
            Assert.Equal(Enumerable.Range(0, count), doubled);
            Assert.Equal(1, control.Ends);
            Assert.Equal(count, control.Done);
        }, iter: 30);

    [Fact]
    public void Elements_are_taken_up_some_thousand_at_a_time()
    {
        int taken = 0;
        var control = new Watcher(long.MaxValue);
        _ = OrderedStream.Run(Enumerable.Range(0, 1_000_000).Select(i => taken = i), 1_000_000, batch => batch[0], control).First();
        Assert.InRange(taken, 0, 20_000);
        Assert.Equal(1, control.Ends);
    }

    [Fact]
    public void It_stops_when_the_control_says_so()
    {
        var control = new Watcher(1000);
        int[] found = [.. OrderedStream.Run(Enumerable.Range(0, 1_000_000), 1_000_000, batch => batch.Length, control, workers: 2)];
        Assert.InRange(found.Sum(), 1000, 20_000);
    }

    private sealed class Watcher(long stopAt) : IScanControl
    {
        public bool ShouldStop => Done >= stopAt;

        public bool IsOver => ShouldStop;

        public long Done { get; private set; }

        public int Ends { get; private set; }

        public void Progress(long done, long total)
        {
            Assert.InRange(done, Done, total);
            Done = done;
        }

        public void End() => Ends++;
    }
}
