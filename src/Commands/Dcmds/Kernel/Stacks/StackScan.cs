using Commands.Pipeline;
using DumpReader.Values;

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

    /// <summary>Adds a thread to the group of its stack; a message where it cannot be read.</summary>
    /// <param name="run">The statement.</param>
    /// <param name="address">The thread.</param>
    /// <param name="panicThread">The one that panicked; null where that is not known.</param>
    public void Add(Run run, ulong address, ulong? panicThread)
    {
        if (!KernelObject.TryRead(run, "kthread_t", address, "couldn't read kthread_t from ", out Value thread, reason: false))
        {
            return;
        }

        ThreadStack stack = StackFinder.Find(run, thread);
        bool truncated = stack.Frames.Length > MostFrames;
        Add(address, new StackKey(
            thread.Number("t_state"), stack.Fault, truncated ? stack.Frames[..MostFrames] : stack.Frames, truncated,
            thread.Number("t_sobj_ops"), address == panicThread));
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

/// <summary>What ::stacks keeps: the last scan of all threads.</summary>
internal sealed class StackScanCache
{
    public StackScan? All { get; set; }
}
