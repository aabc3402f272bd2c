using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>Records of the log whose header is given, or of the log of all transactions; newest first.</summary>
[Walker("kmem_log")]
internal sealed class KmemLogWalker : Walker
{
    public override WalkerInfo Info { get; } = new("kmem_log", "walk the kmem transaction log") { Yields = "kmem_bufctl_audit_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start)
    {
        ulong header = start?.Bits ?? 0;
        if (start is null && !TryHeader(run, "kmem_transaction_log", out header))
        {
            return null;
        }

        if (header == 0)
        {
            run.Error("log is disabled");
            return null;
        }

        return KmemLog.Open(run.Session.Kmem, header, KmemFaults.To(run)) is { } log
            ? KernelWalk.Items(run, log.Entries(KmemFaults.To(run)), Info.Yields)
            : null;
    }

    /// <summary>Value of the variable that points to a log; false, with the reason said, where it is missing.</summary>
    public static bool TryHeader(Run run, string variable, out ulong header)
    {
        header = 0;
        if (!run.Session.Kernel.TrySymbol(variable, out ulong address))
        {
            run.Error($"failed to read '{variable}': {Reasons.UnknownSymbol}");
            return false;
        }

        bool read = run.Session.Kernel.Memory.TryReadUInt64(address, out header);
        if (!read)
        {
            run.ReadError($"failed to read '{variable}': {Reasons.NoMapping}", address);
        }

        return read;
    }
}
