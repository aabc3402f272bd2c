using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers;

/// <summary>Walks that need the address of what they go through, and those that take none.</summary>
internal static class StartedWalk
{
    /// <summary>Starts a walk at an address; without one says <paramref name="refusal"/>; NULL yields nothing.</summary>
    public static IEnumerable<Item>? At(
        Run run, Item? start, string refusal, string? yields, Func<KernelObjects, ulong, Action<WalkFault>, IEnumerable<ulong>> walk)
    {
        if (start is not { } from)
        {
            run.Error(refusal);
            return null;
        }

        return from.Bits == 0 ? [] : KernelWalk.Start(run, yields, fault => walk(run.Session.Kernel, from.Bits, fault));
    }

    /// <summary>Starts a walk over all that there is; with an address says <paramref name="refusal"/>.</summary>
    public static IEnumerable<Item>? Global(
        Run run, Item? start, string refusal, string? yields, Func<KernelObjects, Action<WalkFault>, IEnumerable<ulong>> walk)
    {
        if (start is not null)
        {
            run.Error(refusal);
            return null;
        }

        return KernelWalk.Start(run, yields, fault => walk(run.Session.Kernel, fault));
    }
}
