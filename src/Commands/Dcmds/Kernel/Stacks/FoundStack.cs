using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>A thread with its stack.</summary>
/// <param name="IsRead">False where the dump does not hold the thread; of its facts only the address is known then.</param>
/// <param name="Thread">The thread.</param>
/// <param name="Stack">Its stack, or why there is none.</param>
/// <param name="Description">What it is called; empty where it has no stack.</param>
internal sealed record FoundStack(bool IsRead, ThreadFacts Thread, ThreadStack Stack, string Description)
{
    public bool IsFree => Thread.State == 0;

    /// <summary>Safe for concurrent use: it tells the statement nothing.</summary>
    public static FoundStack Of(Run run, ulong address)
    {
        if (!run.Session.Kernel.Threads.TryRead(address, out ThreadFacts thread))
        {
            return new FoundStack(false, new ThreadFacts { Address = address }, ThreadStack.Failed(StackFault.Unreadable), "");
        }

        ThreadStack stack = StackFinder.Find(run.Target.Memory, thread);
        string name = stack.Fault == StackFault.None ? ThreadDescription.Of(run, new Value(run.Target.Memory, run.Session.Kernel.Thread.Type!, address)) : "";
        return new FoundStack(true, thread, stack, name);
    }
}
