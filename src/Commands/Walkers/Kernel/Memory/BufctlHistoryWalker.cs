using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>The transactions with the buffer of a bufctl that are still in the log, newest first.</summary>
[Walker("bufctl_history")]
internal sealed class BufctlHistoryWalker : Walker
{
    public override WalkerInfo Info { get; } =
        new("bufctl_history", "walk the available history of a bufctl") { Yields = "kmem_bufctl_audit_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start)
    {
        if (start is not { } bufctl)
        {
            run.Error("bufctl_history walk doesn't support global walks");
            return null;
        }

        if (bufctl.Bits == 0)
        {
            return [];
        }

        if (KmemAudit.Read(run.Session.Kmem, bufctl.Bits) is { } newest)
        {
            return KernelWalk.Items(run, newest.History(run.Session.Kmem).Select(r => r.Address), Info.Yields);
        }

        run.ReadError($"unable to read bufctl at {bufctl.Bits:x}: {Reasons.NoMapping}", bufctl.Bits);
        return null;
    }
}
