namespace DumpReader.Kernel;

/// <summary>
/// Tells what sleeping threads wait for. The owner of an adaptive mutex and of a readers/writer lock held for writing is in the lock's word;
/// that of a lock of a user program is who inherits the priority of those in the turnstile. Condition variables and semaphores have none.
/// </summary>
internal sealed class BlockedThreads(KernelObjects kernel)
{
    private const ulong Sleeping = 1;

    private readonly Dictionary<ulong, SyncKind> _kinds = [];

    /// <summary>Null for a thread that does not sleep on an object.</summary>
    public BlockedThread? Of(in ThreadFacts thread)
    {
        if (thread.State != Sleeping || thread.WaitChannel == 0 || KindOf(thread.SyncOperations) is var kind && kind == SyncKind.None)
        {
            return null;
        }

        ulong word = kind is SyncKind.Mutex or SyncKind.Rwlock && kernel.Memory.TryReadUInt64(thread.WaitChannel, out ulong read) ? read : 0;
        return kind switch
        {
            SyncKind.Mutex => new BlockedThread(thread, kind, thread.WaitChannel, new MutexWord(word).Owner, 0),
            SyncKind.Rwlock => new BlockedThread(thread, kind, thread.WaitChannel, new RwlockWord(word).Owner, new RwlockWord(word).Readers),
            SyncKind.UserPriorityInheriting => new BlockedThread(thread, kind, thread.WaitChannel, Inheritor(thread.Turnstile), 0),
            _ => new BlockedThread(thread, kind, thread.WaitChannel, 0, 0),
        };
    }

    /// <summary>A thread by its address, with what it waits for; false where it cannot be read.</summary>
    public bool TryRead(ulong address, out ThreadFacts thread, out BlockedThread? blocked)
    {
        bool read = kernel.Threads.TryRead(address, out thread);
        blocked = read ? Of(thread) : null;
        return read;
    }

    private SyncKind KindOf(ulong operations)
    {
        if (operations == 0)
        {
            return SyncKind.None;
        }

        if (!_kinds.TryGetValue(operations, out SyncKind kind))
        {
            kind = kernel.TryGet(kernel.Type("sobj_ops_t"), operations, "sobj_type", out Values.Value type) && type.TryUInt64(out ulong number)
                && number <= (ulong)SyncKind.Shuttle
                ? (SyncKind)number
                : SyncKind.None;
            _kinds[operations] = kind;
        }

        return kind;
    }

    private ulong Inheritor(ulong turnstile) =>
        turnstile != 0 && kernel.TryGet(kernel.Type("turnstile_t"), turnstile, "ts_inheritor", out Values.Value thread) && thread.TryUInt64(out ulong owner)
            ? owner
            : 0;
}
