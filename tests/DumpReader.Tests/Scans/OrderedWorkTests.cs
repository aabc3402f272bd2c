using CsCheck;
using DumpReader.Scans;

namespace DumpReader.Tests.Scans;

public class OrderedWorkTests
{
    [Fact]
    public void Results_come_in_order_for_any_number_of_parts_and_threads() =>
        Gen.Select(Gen.Int[0, 200], Gen.Int[1, 9], Gen.Int[0, 3]).Sample((count, workers, unevenness) =>
        {
            var control = new FakeControl();
            int[] results = [.. OrderedWork.Run(count, part => Slow(part, unevenness), control, workers)];
            Assert.Equal(Enumerable.Range(0, count), results);
            Assert.Equal(1, control.Ends);
        }, iter: 100);

    [Fact]
    public void Work_ends_when_the_control_says_so()
    {
        var control = new FakeControl(stopAfter: 5);
        Assert.Equal([0, 1, 2, 3, 4], OrderedWork.Run(1000, part => part, control, workers: 4));
        Assert.Equal(1, control.Ends);
    }

    [Fact]
    public void Nobody_works_on_after_the_results_are_no_longer_taken()
    {
        int started = 0;
        int running = 0;
        var control = new FakeControl();
        foreach (int part in OrderedWork.Run(100_000, Count, control, workers: 4))
        {
            if (part == 10)
            {
                break;
            }
        }

        Assert.Equal(0, running);
        Assert.InRange(started, 11, 11 + (4 * 4) + 4);
        Assert.Equal(1, control.Ends);

        int Count(int part)
        {
            Interlocked.Increment(ref started);
            Interlocked.Increment(ref running);
            Interlocked.Decrement(ref running);
            return part;
        }
    }

    [Fact]
    public void A_failure_comes_in_its_place()
    {
        var taken = new List<int>();
        var control = new FakeControl();
        Assert.Throws<InvalidOperationException>(() =>
        {
            foreach (int part in OrderedWork.Run(50, part => part == 20 ? throw new InvalidOperationException() : part, control, workers: 3))
            {
                taken.Add(part);
            }
        });
        Assert.Equal(Enumerable.Range(0, 20), taken);
        Assert.Equal(1, control.Ends);
    }

    private static int Slow(int part, int unevenness)
    {
        Thread.SpinWait(part % 7 * unevenness * 100);
        return part;
    }
}
