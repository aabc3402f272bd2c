using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Tasks;

/// <summary>All projects, the first one first.</summary>
[Walker("projects")]
internal sealed class ProjectsWalker : Walker
{
    public override WalkerInfo Info { get; } = new("projects", "walk a list of kernel projects") { Yields = "kproject_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start)
    {
        KernelObjects kernel = run.Session.Kernel;
        return KernelWalk.Start(run, Info.Yields, fault =>
            kernel.TryPointer("proj0p", fault, out ulong head) && kernel.TryOffset("kproject_t", "kpj_next", fault, out ulong next)
                ? LinkChain.Walk(kernel.Memory, head, next, ring: true, "project", fault)
                : []);
    }
}
