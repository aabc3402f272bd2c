using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Tasks;

/// <summary>Definitions of resource controls: of processes, tasks, projects and zones.</summary>
[Walker("rctl_dict_list")]
internal sealed class RctlDictWalker : Walker
{
    public override WalkerInfo Info { get; } =
        new("rctl_dict_list", "walk all rctl_dict_entry_t's from rctl_lists") { Yields = "rctl_dict_entry_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault => RctlSet.Definitions(run.Session.Kernel, fault));
}
