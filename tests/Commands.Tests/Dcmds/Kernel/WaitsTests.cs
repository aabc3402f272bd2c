using Commands.Dcmds.Kernel.Waits;
using Commands.Pipeline;
using Shared;

namespace Commands.Tests.Dcmds.Kernel;

public class WaitsTests
{
    private const ulong Threads = 0x100000;
    private const ulong Stride = 0x1000;
    private const ulong Locks = 0x8000000;
    private const ulong MutexOperations = 0x500;
    private const ulong ConditionOperations = 0x600;

    private readonly FakeKernel _kernel = new(() => FakeTypes.Of("""
        typedef struct _sobj_ops { int sobj_type; } sobj_ops_t;
        typedef struct turnstile { struct _kthread *ts_inheritor; } turnstile_t;
        typedef struct label { unsigned long val[8]; } label_t;
        typedef struct { void *lc_wchan0; void *lc_wchan; } lwpchan_t;
        typedef struct _kthread {
            void *t_stk; void *t_stkbase; void *t_startpc; unsigned int t_state; unsigned short t_schedflag; label_t t_pcb; lwpchan_t t_lwpchan;
            struct _sobj_ops *t_sobj_ops; struct turnstile *t_ts; void *t_procp; struct _kthread *t_next; char *t_name; int t_tid; void *t_taskq;
        } kthread_t;
        """));

    public WaitsTests()
    {
        _kernel.Put("sobj_ops_t", MutexOperations, ("sobj_type", 1));
        _kernel.Put("sobj_ops_t", ConditionOperations, ("sobj_type", 3));
    }

    [Fact]
    public void Two_threads_that_hold_what_the_other_wants_are_a_deadlock()
    {
        Chain(2, last: 0);
        (string text, _) = Ask();
        Assert.Contains("deadlock 1: 2 threads", text, StringComparison.Ordinal);
        Assert.Equal([Thread(0), Thread(1)], Shown(text));
    }

    [Fact]
    public void A_cycle_of_three_stands_in_the_order_in_which_they_wait()
    {
        Kernel(3);
        Wait(0, 2);
        Wait(2, 1);
        Wait(1, 0);
        Assert.Equal([Thread(0), Thread(2), Thread(1)], Shown(Ask().Text));
    }

    [Fact]
    public void A_thread_can_wait_for_itself()
    {
        Chain(1, last: 0);
        Assert.Contains("a thread waits for itself", Ask().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_chain_is_one_tree_below_the_thread_that_waits_for_nobody()
    {
        const int Length = 20_000;
        Chain(Length, last: -1);
        (string text, FakeSession session) = Ask();
        Assert.DoesNotContain("deadlock", text, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, Length).Select(i => Thread(Length - 1 - i)), Shown(text));
        Assert.False(session.Run.IsPartial);
    }

    [Fact]
    public void Threads_that_lead_into_a_cycle_stand_below_it()
    {
        Chain(6, last: 3);
        string text = Ask().Text;
        Assert.Contains("deadlock 1: 3 threads", text, StringComparison.Ordinal);
        Assert.Equal([Thread(3), Thread(2), Thread(1), Thread(0), Thread(4), Thread(5)], Shown(text));
    }

    [Fact]
    public void Damage_in_the_ring_of_threads_and_in_a_lock_hides_neither_the_cycle_nor_itself()
    {
        Chain(5, last: 3);
        _kernel.Set("kthread_t", Thread(2), "t_next", Thread(1));
        _kernel.Memory.WriteUInt64(Lock(0), 0xdead0000);
        (string text, FakeSession session) = Ask();
        Assert.Contains("deadlock 1: 2 threads", text, StringComparison.Ordinal);
        Assert.Contains("00000000dead0000 ?", text, StringComparison.Ordinal);
        Assert.True(session.Run.IsPartial);
    }

    [Fact]
    public void What_a_condition_variable_waits_for_is_shown_on_demand_only()
    {
        Kernel(1);
        _kernel.Set("kthread_t", Thread(0), "t_sobj_ops", ConditionOperations);
        _kernel.Memory.WriteUInt64(Thread(0) + _kernel.Offset("kthread_t", "t_lwpchan") + 8, 0x7000);
        Assert.Empty(Shown(Ask().Text));
        Assert.Equal([Thread(0)], Shown(Ask(null, "-a").Text));
    }

    [Fact]
    public void A_thread_or_a_lock_as_address_shows_its_part_only()
    {
        Kernel(6);
        Wait(1, 0);
        Wait(3, 2);
        Wait(4, 5);
        Wait(5, 4);
        Assert.Equal([Thread(2), Thread(3)], Shown(Ask(Thread(3)).Text));
        Assert.Equal([Thread(0), Thread(1)], Shown(Ask(Lock(1)).Text));
        Assert.Equal([Thread(4), Thread(5)], Shown(Ask(Thread(4)).Text));
        Assert.Equal([Thread(4), Thread(5)], Shown(Ask(null, "-c").Text));
    }

    /// <summary>Each waits for the next; the last for one of them, or nobody for a negative number.</summary>
    private void Chain(int length, int last)
    {
        Kernel(length);
        for (int i = 0; i < length; i++)
        {
            int owner = i + 1 < length ? i + 1 : last;
            if (owner >= 0)
            {
                Wait(i, owner);
            }
        }
    }

    private void Kernel(int threads)
    {
        _kernel.Variable("allthreads", 0x200, Thread(0));
        for (int i = 0; i < threads; i++)
        {
            _kernel.Put("kthread_t", Thread(i), ("t_state", 1), ("t_next", Thread((i + 1) % threads)));
        }
    }

    private void Wait(int thread, int owner)
    {
        _kernel.Set("kthread_t", Thread(thread), "t_sobj_ops", MutexOperations);
        _kernel.Memory.WriteUInt64(Thread(thread) + _kernel.Offset("kthread_t", "t_lwpchan") + 8, Lock(thread));
        _kernel.Memory.WriteUInt64(Lock(thread), Thread(owner) | 1);
    }

    private (string Text, FakeSession Session) Ask(ulong? address = null, params string[] arguments)
    {
        var session = new FakeSession(_kernel);
        (Status status, string text, _) = session.Call(new WaitsDcmd(), address, arguments);
        Assert.Equal(Status.Ok, status);
        return (text, session);
    }

    private static IEnumerable<ulong> Shown(string text) =>
        text.Split('\n').Select(line => line.Trim().Split(' ')[0]).Where(word => word.Length == 16 && word != "THREAD")
            .Select(word => Convert.ToUInt64(word, 16));

    private static ulong Thread(int index) => Threads + ((ulong)index * Stride);

    private static ulong Lock(int index) => Locks + ((ulong)index * 8);
}
