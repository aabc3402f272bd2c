using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Structures;

/// <summary>Reports of errors that waited to be passed on.</summary>
[Walker("ereportq_pend")]
internal sealed class EreportPendingWalker : Walker
{
    public override WalkerInfo Info { get; } = new("ereportq_pend", "walk list of ereports in pending error queue") { Yields = "nvlist_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) => Start(run, start, "eq_pend", "eqe_prev");

    /// <summary>Reports of the queue given, or of the one that all reports go through.</summary>
    public static IEnumerable<Item>? Start(Run run, Item? start, string head, string link) => KernelWalk.Start(run, "nvlist_t", fault =>
        start is { } given ? ErrorQueue.Reports(run.Session.Kernel, given.Bits, head, link, fault)
        : run.Session.Kernel.TryPointer("ereport_errorq", fault, out ulong queue) && queue != 0
            ? ErrorQueue.Reports(run.Session.Kernel, queue, head, link, fault)
        : []);
}
