using Commands.Pipeline;
using DumpReader.Kernel.Files;
using DumpReader.Problems;

namespace Commands.Walkers.Kernel.Files;

/// <summary>Path names of vnodes as a session knows them: the kernel's name cache is read once.</summary>
internal static class PathNames
{
    /// <summary>The path of a vnode; null where nothing names it.</summary>
    public static VnodePath? Of(Run run, ulong vnode) =>
        VnodePaths.Find(run.Session.Kernel, () => Cache(run), vnode, fault => KernelWalk.Report(run, fault));

    /// <summary>The kernel's name cache. Every statement that asks for it is partial where something of it is missing.</summary>
    public static NameCache Cache(Run run) => run.Session.Kept<KeptResult<NameCache>>().Get(run, () => Read(run))!;

    private static NameCache Read(Run run)
    {
        IEnumerable<NameCacheEntry> entries = new NameCacheReader(run.Session.Kernel).Read(
            fault => KernelWalk.Report(run, fault),
            (chain, address) =>
            {
                string message = $"inconsistent dnlc chain: {chain}, ncache va: {address:x} - continuing with the rest";
                run.Error(message);
                run.Partial(new Problem("MDB528", message, address));
            });
        return new NameCache(entries.UntilStopped(run));
    }
}
