using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Types;

namespace Commands.Walkers.Kernel;

/// <summary>
/// Context operators of a thread, newest first, until NULL or back at the first. Given something known to be a
/// <c>struct ctxop</c> it starts there; stock mdb, and a bare number, mean a thread.
/// </summary>
[Walker("ctxop")]
internal sealed class CtxopWalker : Walker
{
    public override WalkerInfo Info { get; } = new("ctxop", "walk list of context ops on a thread") { Yields = "struct ctxop" };

    public override IEnumerable<Item>? Walk(Run run, Item? start)
    {
        if (start is not { } from)
        {
            run.Error("must specify thread for ctxop walk");
            return null;
        }

        KernelObjects kernel = run.Session.Kernel;
        bool isOperator = !run.Session.Options.Stock && from.Type?.Resolve() is StructType { Tag: "ctxop" } or ForwardType { Tag: "ctxop" };
        ulong head = from.Bits;
        if (head != 0 && !isOperator && !TryHead(run, kernel, from.Bits, out head))
        {
            return null;
        }

        return KernelWalk.Start(run, Info.Yields, fault => ContextOpList.From(kernel, head, fault));
    }

    private static bool TryHead(Run run, KernelObjects kernel, ulong thread, out ulong head)
    {
        head = 0;
        if (!kernel.TryOffset("kthread_t", "t_ctx", fault => KernelWalk.Report(run, fault), out ulong offset))
        {
            return false;
        }

        if (kernel.Memory.TryReadUInt64(unchecked(thread + offset), out head))
        {
            return true;
        }

        run.ReadError($"failed to read thread {thread:x}: {Reasons.NoMapping}", thread);
        return false;
    }
}
