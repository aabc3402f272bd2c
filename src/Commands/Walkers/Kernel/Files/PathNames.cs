using Commands.Pipeline;
using DumpReader.Kernel.Files;
using DumpReader.Problems;

namespace Commands.Walkers.Kernel.Files;

/// <summary>Path names of vnodes as a session knows them: the kernel's name cache is read once.</summary>
internal sealed class PathNames
{
    private NameCache? _cache;
    private Problem? _missing;
    private Run? _told;

    /// <summary>The path of a vnode; null where nothing names it.</summary>
    public static VnodePath? Of(Run run, ulong vnode) =>
        VnodePaths.Find(run.Session.Kernel, () => Cache(run), vnode, fault => KernelWalk.Report(run, fault));

    /// <summary>The kernel's name cache. Every statement that asks for it is partial where something of it is missing.</summary>
    public static NameCache Cache(Run run) => run.Session.Kept<PathNames>().CacheFor(run);

    private NameCache CacheFor(Run run)
    {
        if (_cache is null)
        {
            NameCache read = Read(run);
            _told = run;

            // What there was time for is no cache for later statements.
            _cache = run.ShouldStop ? null : read;
            return read;
        }

        if (_missing is { } problem && _told != run)
        {
            _told = run;
            run.Partial(problem);
        }

        return _cache;
    }

    private NameCache Read(Run run)
    {
        _missing = null;
        IEnumerable<NameCacheEntry> entries = new NameCacheReader(run.Session.Kernel).Read(
            fault =>
            {
                _missing ??= fault.Problem;
                KernelWalk.Report(run, fault);
            },
            (chain, address) =>
            {
                string message = $"inconsistent dnlc chain: {chain}, ncache va: {address:x} - continuing with the rest";
                var problem = new Problem("MDB528", message, address);
                _missing ??= problem;
                run.Error(message);
                run.Partial(problem);
            });
        return new NameCache(entries.UntilStopped(run));
    }
}
