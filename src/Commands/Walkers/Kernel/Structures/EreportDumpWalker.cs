using Commands.Pipeline;

namespace Commands.Walkers.Kernel.Structures;

/// <summary>Reports of errors that a panic collected for the next start.</summary>
[Walker("ereportq_dump")]
internal sealed class EreportDumpWalker : Walker
{
    public override WalkerInfo Info { get; } = new("ereportq_dump", "walk list of ereports in dump error queue") { Yields = "nvlist_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) => EreportPendingWalker.Start(run, start, "eq_dump", "eqe_dump");
}
