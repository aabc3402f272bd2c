using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Processes;

/// <summary>Looks through all threads for a value of a member.</summary>
internal static class ThreadSearch
{
    /// <summary>Sends on the threads whose member has the value: the first, or all.</summary>
    public static Status Emit(Invocation call, string name, ulong wanted, bool all)
    {
        KernelType thread = call.Session.Kernel.Thread;
        if (!thread.TryMember(name, out Member? member) || Registry.CreateWalker("thread")?.Walk(call.Run, null) is not { } threads)
        {
            return call.Fail("failed to walk 'thread'");
        }

        foreach (Item item in threads)
        {
            if (new Value(call.Target.Memory, thread.Type!, item.Bits).At(member!).TryUInt64(out ulong found) && found == wanted
                && (!call.Emit(new Item(item.Bits, thread.Type), prefix: false) || !all))
            {
                break;
            }
        }

        return Status.Ok;
    }
}
