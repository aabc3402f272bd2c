using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Scans;
using DumpReader.Spaces;
using DumpReader.Targets;
using DumpReader.Tests.Scans;
using DumpReader.Tests.Support;

namespace DumpReader.Tests.Bytes;

/// <summary>Whoever reads memory for somebody who does not want it any more is stopped, whatever loop that is in.</summary>
public class WorkLimitTests
{
    /// <summary>More reads than go by between two looks at the clock.</summary>
    private const int Many = 100;

    [Theory]
    [InlineData("memory")]
    [InlineData("spans")]
    [InlineData("runs")]
    [InlineData("physical memory")]
    [InlineData("frames")]
    [InlineData("a file")]
    [InlineData("nothing")]
    public void Reads_end_once_the_limit_says_so(string what)
    {
        using KernelTarget target = Dumps.Open("ctx-new");
        using var file = new MemorySource(new byte[100]);
        ulong address = target.Registers["rsp"];
        using WorkLimit.Scope scope = WorkLimit.Enter(() => true);
        Assert.Throws<WorkStoppedException>(() =>
        {
            byte[] word = new byte[8];
            for (int i = 0; i < Many; i++)
            {
                _ = what switch
                {
                    "memory" => target.Memory.Read(address, word),
                    "spans" => target.Memory.TrySpan(address, 8, out _) ? 1 : 0,
                    "runs" => target.Memory.Run(address, address + 8, word).Length,
                    "physical memory" => target.Physical.Read(0, word),
                    "frames" => target.Memory.TryGetPhysical(address, out _) ? 1 : 0,
                    "a file" => new FileSpace(file).Read(0, word),
                    _ => new ZeroSpace().Read(0, word),
                };
            }
        });
    }

    [Fact]
    public void Without_a_limit_or_behind_its_scope_reads_go_on()
    {
        var memory = new ZeroSpace();
        using (WorkLimit.Enter(() => true))
        {
        }

        for (int i = 0; i < Many; i++)
        {
            Assert.Equal(8, memory.Read(0, new byte[8]));
        }
    }

    [Fact]
    public void A_limit_inside_another_gives_way_to_it()
    {
        using WorkLimit.Scope outer = WorkLimit.Enter(() => true);
        using (WorkLimit.Enter(null))
        {
            WorkLimit.Check();
        }

        Assert.Throws<WorkStoppedException>(WorkLimit.Check);
    }

    [Fact]
    public void Threads_that_help_have_the_limit_of_whom_they_help()
    {
        using WorkLimit.Scope scope = WorkLimit.Enter(() => true);
        Func<bool>? mine = WorkLimit.Current;
        Assert.All(OrderedWork.Run(1000, _ => WorkLimit.Current, new FakeControl(), workers: 4), limit => Assert.Same(mine, limit));
    }

    [Fact]
    public void A_stop_on_another_thread_reaches_the_taker()
    {
        using WorkLimit.Scope scope = WorkLimit.Enter(() => true);
        Assert.Throws<WorkStoppedException>(() => OrderedWork.Run(1000, Stopped, new FakeControl(), workers: 4).Count());

        static int Stopped(int part)
        {
            WorkLimit.Check();
            return part;
        }
    }

    [Fact]
    public void What_was_stopped_while_it_was_made_is_made_anew()
    {
        int tries = 0;
        var once = new Once<int>(() =>
        {
            tries++;
            WorkLimit.Check();
            return 7;
        });
        using (WorkLimit.Enter(() => true))
        {
            Assert.Throws<WorkStoppedException>(() => once.Value);
        }

        Assert.False(once.IsMade);
        Assert.Equal((7, 7, 2), (once.Value, once.Value, tries));
    }

    [Fact]
    public void A_stop_is_known_behind_what_sorting_makes_of_it()
    {
        Exception failure = Assert.ThrowsAny<Exception>(() => new[] { 2, 1 }.AsSpan().Sort((_, _) => throw new WorkStoppedException()));
        Assert.True(WorkStoppedException.IsBehind(failure));
        Assert.False(WorkStoppedException.IsBehind(new InvalidOperationException("a mistake")));
    }
}
