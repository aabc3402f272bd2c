using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Timers;

/// <summary>Callout tables: of each processor that for real-time callouts, then that for normal ones.</summary>
[Walker("callout_table")]
internal sealed class CalloutTableWalker : Walker
{
    public override WalkerInfo Info { get; } = new("callout_table", "walk callout table array") { Yields = "callout_table_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) => KernelWalk.Start(run, Info.Yields, fault =>
        CalloutTables.TryFind(run.Session.Kernel, fault, out CalloutTables? tables)
            ? Enumerable.Range(0, tables!.Count).Select(tables.Table)
            : []);
}
