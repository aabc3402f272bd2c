using Commands.Pipeline;
using DumpReader.Kernel.Files;
using DumpReader.Problems;

namespace Commands.Walkers.Kernel.Files;

/// <summary>Path names of vnodes as a session knows them: the kernel's name cache is read once.</summary>
internal sealed class PathNames
{
    private VnodePaths? _paths;

    /// <summary>The path of a vnode; null where nothing names it.</summary>
    public static VnodePath? Of(Run run, ulong vnode) => Paths(run).Find(vnode, fault => KernelWalk.Report(run, fault));

    /// <summary>The kernel's name cache.</summary>
    public static NameCache Cache(Run run) => Paths(run).Cache;

    private static VnodePaths Paths(Run run)
    {
        PathNames kept = run.Session.Kept<PathNames>();
        return kept._paths ??= new VnodePaths(run.Session.Kernel, () => Read(run));
    }

    private static NameCache Read(Run run) => new(new NameCacheReader(run.Session.Kernel).Read(
        fault => KernelWalk.Report(run, fault),
        (chain, address) =>
        {
            string message = $"inconsistent dnlc chain: {chain}, ncache va: {address:x} - continuing with the rest";
            run.Error(message);
            run.Partial(new Problem("MDB528", message, address));
        }));
}
