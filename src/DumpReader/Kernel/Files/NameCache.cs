namespace DumpReader.Kernel.Files;

/// <summary>The directory name lookup cache, read once: which names a vnode has, and the paths that follow from them.</summary>
internal sealed class NameCache
{
    private const int Slots = 1024;

    private readonly Dictionary<ulong, List<NameCacheEntry>> _byVnode = [];
    private readonly List<NameCacheEntry> _all;

    public NameCache(IEnumerable<NameCacheEntry> entries)
    {
        _all = [.. entries];
        foreach (NameCacheEntry entry in Enumerable.Reverse(_all))
        {
            if (!_byVnode.TryGetValue(entry.Vnode, out List<NameCacheEntry>? names))
            {
                _byVnode[entry.Vnode] = names = [];
            }

            names.Add(entry);
        }
    }

    /// <summary>All entries in the order of the kernel's chains.</summary>
    public IReadOnlyList<NameCacheEntry> All => _all;

    /// <summary>All entries as stock mdb lists them: by a hash of the vnode, and what the kernel has last before the others.</summary>
    public IEnumerable<NameCacheEntry> Listed => Enumerable.Reverse(_all).OrderBy(entry => (entry.Vnode >> 3) % Slots);

    /// <summary>The name of a vnode that is no <c>.</c> or <c>..</c>; null where the cache has none.</summary>
    public NameCacheEntry? Find(ulong vnode)
    {
        foreach (NameCacheEntry entry in _byVnode.GetValueOrDefault(vnode) ?? [])
        {
            if (!entry.IsDot)
            {
                return entry;
            }
        }

        return null;
    }
}
