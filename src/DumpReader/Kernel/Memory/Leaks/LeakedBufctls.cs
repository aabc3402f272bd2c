namespace DumpReader.Kernel.Memory.Leaks;

/// <summary>
/// The bufctls of the leaked buffers of audited caches. The table of all buffers has no room for them, so their caches are gone through
/// once more.
/// </summary>
internal sealed class LeakedBufctls
{
    private readonly List<int> _entries = [];
    private readonly ulong[] _bufctls;

    public LeakedBufctls(KmemAllocator allocator, BufferTable buffers, Func<int, bool> isReached)
    {
        var caches = new HashSet<KmemCache>();
        for (int entry = 0; entry < buffers.Count; entry++)
        {
            if (buffers.Source(entry).Cache is { IsAudited: true } cache && !isReached(entry))
            {
                _entries.Add(entry);
                caches.Add(cache);
            }
        }

        _bufctls = new ulong[_entries.Count];
        foreach (KmemCache cache in caches)
        {
            // What is wrong with the cache was said when the table was filled.
            foreach (KmemBuffer buffer in KmemBuffers.Walk(allocator, cache.Address, KmemSelection.Allocated, bufctls: true, _ => { }) ?? [])
            {
                if (buffers.TryFind(buffer.Address, out int entry) && _entries.BinarySearch(entry) is >= 0 and var place)
                {
                    _bufctls[place] = buffer.Bufctl;
                }
            }
        }
    }

    /// <summary>0 for an entry that is not leaked or not audited.</summary>
    public ulong Of(int entry) => _entries.BinarySearch(entry) is >= 0 and var place ? _bufctls[place] : 0;
}
