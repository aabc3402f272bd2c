using Commands.Pipeline;
using Commands.Walkers.Kernel.Memory;
using DumpReader.Kernel.Memory;
using DumpReader.Spaces;

namespace Commands.Walkers;

/// <summary>
/// All walkers of a session: those of the program, and one named after each cache of the dump's allocator. Caches are looked at only
/// when a name is not one of the program's.
/// </summary>
internal static class WalkerTable
{
    /// <summary>The walker of that name, or null.</summary>
    public static Walker? Find(Session session, ReadOnlySpan<char> name)
    {
        if (Registry.CreateWalker(name) is { } walker)
        {
            return walker;
        }

        foreach (KmemCache cache in Caches(session))
        {
            if (name.SequenceEqual(cache.Name))
            {
                return new NamedCacheWalker(cache.Name, cache.Address);
            }
        }

        return null;
    }

    /// <summary>Every walker under each of its names, sorted by ordinal.</summary>
    public static IReadOnlyList<(string Name, WalkerInfo Info)> All(Session session)
    {
        var walkers = new SortedDictionary<string, WalkerInfo>(StringComparer.Ordinal);
        foreach (KmemCache cache in Caches(session).Where(c => c.Name.Length > 0))
        {
            walkers.TryAdd(cache.Name, new NamedCacheWalker(cache.Name, cache.Address).Info);
        }

        foreach (string name in Registry.WalkerNames)
        {
            walkers[name] = Registry.CreateWalker(name)!.Info;
        }

        return [.. walkers.Select(w => (w.Key, w.Value))];
    }

    /// <summary>A kernel that died before its allocator was ready has caches that nothing was allocated from.</summary>
    private static IEnumerable<KmemCache> Caches(Session session) =>
        session.Kernel.TrySymbol("kmem_ready", out ulong ready) && session.Kernel.Memory.TryReadUInt32(ready, out uint value) && value > 0
            ? session.Kmem.ReadCaches(_ => { })
            : [];
}
