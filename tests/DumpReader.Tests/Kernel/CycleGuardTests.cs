using DumpReader.Kernel;

namespace DumpReader.Tests.Kernel;

public class CycleGuardTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 2)]
    [InlineData(20, 7)]
    [InlineData(0, 65_536)]
    [InlineData(65_530, 100)]
    public void A_circle_met_early_is_found_at_its_first_repeat(int lead, int length)
    {
        Assert.Equal(lead + length, VisitedBeforeRepeat(lead, length));
    }

    [Theory]
    [InlineData(100_000, 5)]
    [InlineData(70_000, 90_000)]
    public void A_circle_beyond_the_exact_part_ends_within_three_times_its_path(int lead, int length)
    {
        Assert.InRange(VisitedBeforeRepeat(lead, length), lead + length, 3 * (lead + length));
    }

    [Fact]
    public void A_long_chain_without_a_repeat_is_never_stopped()
    {
        var guard = new CycleGuard();
        for (ulong i = 0; i < 300_000; i++)
        {
            Assert.True(guard.Visit(i * 64));
        }
    }

    private static long VisitedBeforeRepeat(int lead, int length)
    {
        var guard = new CycleGuard();
        long i = 0;
        while (guard.Visit((ulong)(i < lead ? i : lead + ((i - lead) % length)) * 8))
        {
            i++;
        }

        return guard.Count;
    }
}
