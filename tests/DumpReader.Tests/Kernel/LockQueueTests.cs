using DumpReader.Kernel;
using Shared;

namespace DumpReader.Tests.Kernel;

public class LockQueueTests
{
    private const ulong Lock = 0x4000;
    private const ulong Table = 0x10000;

    private readonly FakeKernel _kernel = new(() => FakeTypes.Of("""
        typedef struct turnstile { struct turnstile *ts_next; void *ts_sobj; } turnstile_t;
        typedef struct sleepq { struct _kthread *sq_first; } sleepq_t;
        typedef struct _sleepq_head { sleepq_t sq_queue; unsigned long sq_lock; } sleepq_head_t;
        typedef struct { void *lc_wchan0; void *lc_wchan; } lwpchan_t;
        typedef struct _kthread { struct _kthread *t_link; lwpchan_t t_lwpchan; } kthread_t;
        """));

    private readonly List<WalkFault> _faults = [];

    [Fact]
    public void The_turnstile_of_a_lock_is_in_its_chain_of_the_hash()
    {
        Turnstiles(lastLeadsTo: 0, sobj: Lock);
        Assert.Equal(0x3000UL, Of(Lock));
        Assert.Equal(0UL, Of(Lock + 0x10000));
        Assert.Empty(_faults);
    }

    [Fact]
    public void A_chain_of_turnstiles_with_a_cycle_ends_and_is_reported()
    {
        Turnstiles(lastLeadsTo: 0x3000, sobj: Lock + 8);
        Assert.Equal(0UL, Of(Lock));
        Assert.Equal(WalkFaultKind.Loop, Assert.Single(_faults).Kind);
    }

    [Fact]
    public void A_sleep_queue_with_a_cycle_ends_and_is_reported()
    {
        _kernel.Memory.Write(Table, new byte[SleepQueues.Count * 16]);
        _kernel.Symbols.Add("sleepq_head", Table);
        const int Bucket = (int)(((Lock >> 2) ^ (Lock >> 13) ^ (Lock >> 24)) & (SleepQueues.Count - 1));
        _kernel.Memory.WriteUInt64(Table + (Bucket * 16), 0x2000);
        foreach ((ulong at, ulong next) in new (ulong, ulong)[] { (0x2000, 0x3000), (0x3000, 0x5000), (0x5000, 0x3000) })
        {
            _kernel.Put("kthread_t", at, ("t_link", next));
            _kernel.Memory.WriteUInt64(at + _kernel.Offset("kthread_t", "t_lwpchan") + 8, Lock);
        }

        Assert.Equal([0x2000UL, 0x3000, 0x5000], SleepQueues.WaitersOf(_kernel.Objects, Lock, _faults.Add));
        Assert.Equal(WalkFaultKind.Loop, Assert.Single(_faults).Kind);
    }

    [Theory]
    [InlineData(0xb00050000ffffUL, true, true, true)]
    [InlineData(0xb0000000000ffUL, true, false, true)]
    [InlineData(0xb004d000012ffUL, true, false, false)]
    [InlineData(0xfffffe5af605ab41UL, false, true, true)]
    [InlineData(0UL, false, false, true)]
    [InlineData(3UL, false, false, false)]
    [InlineData(1UL, false, false, false)]
    public void A_mutex_is_told_from_its_word(ulong word, bool spin, bool held, bool consistent)
    {
        var mutex = new MutexWord(word);
        Assert.Equal((spin, held, consistent), (mutex.IsSpin, mutex.IsHeld, mutex.IsConsistent));
    }

    private void Turnstiles(ulong lastLeadsTo, ulong sobj)
    {
        _kernel.Memory.Write(Table, new byte[256 * 16]);
        _kernel.Symbols.Add("turnstile_table", Table);
        ulong index = 128 + (((Lock >> 2) + (Lock >> 9)) & 127);
        _kernel.Memory.WriteUInt64(Table + (index * 16), 0x2000);
        _kernel.Put("turnstile_t", 0x2000, ("ts_next", 0x3000), ("ts_sobj", 0x77));
        _kernel.Put("turnstile_t", 0x3000, ("ts_next", lastLeadsTo), ("ts_sobj", sobj));
    }

    private ulong Of(ulong address) => DumpReader.Kernel.Turnstiles.Of(_kernel.Objects, address, _faults.Add);
}
