using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Problems;

namespace Commands.Dcmds.Kernel;

/// <summary>The stacks of threads, grouped. A scan of all threads is kept for the session.</summary>
internal sealed class StackScan
{
    /// <summary>Frames of a stack that are looked at.</summary>
    private const int MostFrames = 254;

    private readonly Dictionary<StackKey, StackGroup> _groups = [];
    private readonly Dictionary<ulong, StackGroup> _byThread = [];

    public int ThreadCount => _byThread.Count;

    public int GroupCount => _groups.Count;

    /// <summary>The group of a thread; null where the thread was not scanned.</summary>
    public StackGroup? Of(ulong thread) => _byThread.GetValueOrDefault(thread);

    /// <summary>The groups in the order in which they are shown.</summary>
    public StackGroup[] Sorted(Session session) => [.. _groups.Values.Order(new StackOrder(session))];

    /// <summary>Groups threads by their stacks, on all cores; a message for each that cannot be read. Ends early when the statement is to stop.</summary>
    /// <param name="run">The statement.</param>
    /// <param name="threads">Each once.</param>
    public static StackScan Of(Run run, IReadOnlyList<ulong> threads)
    {
        ulong? panicThread = KernelObject.Variable(run, "panic_thread");
        ThreadReader reader = run.Session.Kernel.Threads;
        var scan = new StackScan();
        foreach ((ulong thread, StackKey? key) in ElementScan.Ordered(run, "stacks", threads, thread => (thread, Key(run, reader, thread, panicThread))))
        {
            if (key is null)
            {
                run.ReadError($"couldn't read kthread_t from {thread:x}", thread);
            }
            else
            {
                scan.Add(thread, key);
                if (key.Fault == StackFault.Unreadable)
                {
                    run.Partial(new Problem("MDB201", $"the stack of thread {thread:x} is not in the dump", thread));
                }
                else if (key.Fault == StackFault.TooBig)
                {
                    run.Partial(new Problem("MDB527", $"stack size for thread {thread:x} is too big to be reasonable", thread));
                }
            }
        }

        return scan;
    }

    private static StackKey? Key(Run run, ThreadReader reader, ulong address, ulong? panicThread)
    {
        if (!reader.TryRead(address, out ThreadFacts thread))
        {
            return null;
        }

        ThreadStack stack = StackFinder.Find(run.Target.Memory, thread);
        bool truncated = stack.Frames.Length > MostFrames;
        return new StackKey(
            thread.State, stack.Fault, truncated ? stack.Frames[..MostFrames] : stack.Frames, truncated, thread.SyncOperations, address == panicThread);
    }

    /// <summary>The same stacks, of some of the threads only.</summary>
    public StackScan Only(IEnumerable<ulong> threads)
    {
        var part = new StackScan();
        foreach (ulong thread in threads.Where(_byThread.ContainsKey))
        {
            part.Add(thread, _byThread[thread].Key);
        }

        return part;
    }

    private void Add(ulong thread, StackKey key)
    {
        if (!_groups.TryGetValue(key, out StackGroup? group))
        {
            _groups[key] = group = new StackGroup(key);
        }

        if (_byThread.TryAdd(thread, group))
        {
            group.Threads.Add(thread);
        }
    }
}
