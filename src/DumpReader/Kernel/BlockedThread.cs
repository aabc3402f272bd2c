namespace DumpReader.Kernel;

/// <summary>Kinds of object that a thread can be blocked on (syncobj_t, sys/sobject.h).</summary>
internal enum SyncKind
{
    None,
    Mutex,
    Rwlock,
    Condition,
    Semaphore,
    User,
    UserPriorityInheriting,
    Shuttle,
}

/// <summary>A thread that sleeps until something happens to an object.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Kind">What the object is.</param>
/// <param name="Object">Its address.</param>
/// <param name="Owner">The thread that has to let go of it; 0 where that is not known.</param>
/// <param name="Readers">For a readers/writer lock: how many hold it for reading.</param>
internal sealed record BlockedThread(ThreadFacts Thread, SyncKind Kind, ulong Object, ulong Owner, ulong Readers)
{
    /// <summary>The object is one that threads hold, though it may not tell who.</summary>
    public bool IsLock => Kind is SyncKind.Mutex or SyncKind.Rwlock or SyncKind.UserPriorityInheriting;
}
