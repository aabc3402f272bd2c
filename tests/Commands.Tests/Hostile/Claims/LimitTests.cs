using System.Diagnostics;

namespace Commands.Tests.Hostile.Claims;

/// <summary>What a file can claim beyond belief, one case a limit: it is refused, or answered in part, soon, and the limit is what says so.</summary>
public class LimitTests
{
    private static readonly Dictionary<string, LimitCase> Cases = ((LimitCase[])
        [.. HeaderCases.All, .. KernelCases.All, .. MadeCases.All, .. EndlessCases.All]).ToDictionary(c => c.Limit, StringComparer.Ordinal);

    public static TheoryData<string> Limited => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Limited))]
    public void What_is_beyond_belief_is_not_believed_and_the_answer_says_so_soon(string limit)
    {
        LimitCase asked = Cases[limit];
        long before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        Answer answer = asked.Ask();
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.Contains(asked.Said, answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("internal error", answer.Error, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, asked.MostAllocated);
    }
}
