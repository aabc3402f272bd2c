using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Locks;

/// <summary>The thread that holds the adaptive mutex given; nothing where it is free or spins.</summary>
[Walker("mutex_owner")]
internal sealed class MutexOwnerWalker : Walker
{
    public override WalkerInfo Info { get; } = new("mutex_owner", "walks the owner of a mutex") { Yields = "kthread_t", Module = "unix" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "mutex_owner walk requires a mutex address", Info.Yields, Owner);

    private static IEnumerable<ulong> Owner(KernelObjects kernel, ulong mutex, Action<WalkFault> fault)
    {
        if (!kernel.Memory.TryReadUInt64(mutex, out ulong bits))
        {
            fault(WalkFault.Unreadable("mutex", mutex));
            return [];
        }

        ulong owner = new MutexWord(bits).Owner;
        return owner == 0 ? [] : [owner];
    }
}
