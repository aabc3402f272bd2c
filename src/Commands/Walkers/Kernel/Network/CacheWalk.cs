using Commands.Pipeline;
using DumpReader.Problems;
using DumpReader.Types;

namespace Commands.Walkers.Kernel.Network;

/// <summary>Objects that no list holds together: all buffers of the caches that they are allocated from.</summary>
internal static class CacheWalk
{
    /// <summary>Allocated buffers as objects; null, with the reason said, where the dump has none of the caches.</summary>
    /// <param name="run">The statement.</param>
    /// <param name="yields">Type of the objects.</param>
    /// <param name="caches">Names of the caches.</param>
    public static IEnumerable<Item>? Of(Run run, string yields, params string[] caches)
    {
        CType? type = run.Session.Kernel.Type(yields).Type;
        var found = new List<IEnumerable<Item>>();
        foreach (string cache in caches)
        {
            if (WalkerTable.Find(run.Session, cache)?.Walk(run, null) is { } buffers)
            {
                found.Add(buffers);
            }
        }

        if (found.Count == 0)
        {
            string names = string.Join(" or ", caches);
            run.Error($"the dump has no cache {names}");
            run.Partial(new Problem("MDB526", $"the dump has no cache {names}"));
            return null;
        }

        return found.SelectMany(buffers => buffers).Select(buffer => new Item(buffer.Bits, type));
    }
}
