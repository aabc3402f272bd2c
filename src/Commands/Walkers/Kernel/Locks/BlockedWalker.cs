using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Locks;

/// <summary>Threads that wait in a turnstile for the lock given.</summary>
[Walker("blocked")]
internal sealed class BlockedWalker : Walker
{
    public override WalkerInfo Info { get; } = new("blocked", "walk threads blocked on a given sobj") { Yields = "kthread_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "blocked walk requires a synchronization object", Info.Yields, Blocked);

    private static IEnumerable<ulong> Blocked(KernelObjects kernel, ulong subject, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset("kthread_t", "t_ts", fault, out ulong at) || !kernel.TryOffset("turnstile_t", "ts_waiters", fault, out ulong waiters)
            || !kernel.TryOffset("turnstile_t", "ts_sobj", fault, out ulong of))
        {
            return [];
        }

        bool said = false;
        return ThreadList.All(kernel, fault).Where(IsBlocked);

        bool IsBlocked(ulong thread)
        {
            if (!kernel.Memory.TryReadUInt64(thread + at, out ulong turnstile)
                || !kernel.Memory.TryReadUInt32(turnstile + waiters, out uint count) || !kernel.Memory.TryReadUInt64(turnstile + of, out ulong sobj))
            {
                // One damaged thread of a hundred thousand is news; the others are not.
                if (!said)
                {
                    said = true;
                    fault(WalkFault.Unreadable("turnstile of thread", thread));
                }

                return false;
            }

            return count != 0 && sobj == subject;
        }
    }
}
