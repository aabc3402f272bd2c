using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Tasks;

/// <summary>All projects, the first one first.</summary>
[Walker("projects")]
internal sealed class ProjectsWalker : Walker
{
    public override WalkerInfo Info { get; } = new("projects", "walk a list of kernel projects") { Yields = "kproject_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        KernelWalk.Start(run, Info.Yields, fault =>
            new KernelList("kproject_t", "kpj_next", "project", Ring: true).OfVariable(run.Session.Kernel, "proj0p", fault));
}
