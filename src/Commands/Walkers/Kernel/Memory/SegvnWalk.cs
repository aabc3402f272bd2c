using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>What the walkers of a <c>struct segvn_data</c> share.</summary>
internal static class SegvnWalk
{
    /// <summary>The anonymous pages of a segment; null after the message.</summary>
    /// <param name="run">The statement.</param>
    /// <param name="start">The <c>struct segvn_data</c>.</param>
    /// <param name="walker">Name of the walker.</param>
    /// <param name="all">Whether pages that have none are 0 in the list, or left out.</param>
    public static IEnumerable<Item>? Anons(Run run, Item? start, string walker, bool all)
    {
        if (Open(run, start, walker) is not { } segment)
        {
            return null;
        }

        if (segment.HasAnonMap)
        {
            return Elements(run, "struct anon", segment.Anons, all);
        }

        run.Error($"segvn_anon walk: segvn_data at {start!.Value.Bits:x} has no anon map");
        return null;
    }

    /// <summary>The page structures of a segment; null after the message.</summary>
    public static IEnumerable<Item>? Pages(Run run, Item? start, string walker, bool all) =>
        Open(run, start, walker) is { } segment ? Elements(run, "page_t", segment.Pages, all) : null;

    private static SegvnPages? Open(Run run, Item? start, string walker)
    {
        if (start is { } data)
        {
            return SegvnPages.Of(run.Session.Kernel, data.Bits, fault => KernelWalk.Report(run, fault));
        }

        run.Error($"{walker} walk doesn't support global walks");
        return null;
    }

    private static IEnumerable<Item>? Elements(Run run, string yields, Func<Action<WalkFault>, IEnumerable<ulong>> walk, bool all)
    {
        // Whether to stop is asked at every page, also at those that are left out.
        IEnumerable<Item>? items = KernelWalk.Start(run, yields, walk);
        return all ? items : items?.Where(item => item.Bits != 0);
    }
}
