using System.Collections.Concurrent;
using DumpReader.Bytes;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>
/// Translations of a bucket whose chain is damaged. Slots hold translations in the order of a list, not of their buckets, so those of a
/// broken chain are still there: one pass through the map finds them.
/// </summary>
/// <param name="all">Every translation of the map.</param>
/// <param name="bucketOf">The bucket of an address space and page.</param>
internal sealed class MapRescue(
    Func<IEnumerable<(ulong AddressSpace, ulong Page, long Index)>> all, Func<ulong, ulong, long> bucketOf)
{
    private readonly ConcurrentDictionary<long, Once<Dictionary<(ulong, ulong), long>>> _buckets = new();

    /// <summary>Whether the pages of a bucket are looked for: not once so many others are damaged.</summary>
    public bool IsWithin(long bucket) => _buckets.Count < Limits.RescuedBuckets || _buckets.ContainsKey(bucket);

    /// <summary>False where the bucket has no such page, and once more buckets are damaged than <see cref="Limits.RescuedBuckets"/>.</summary>
    public bool TryFind(long bucket, ulong addressSpace, ulong page, out long index)
    {
        index = -1;
        if (!IsWithin(bucket))
        {
            return false;
        }

        Once<Dictionary<(ulong, ulong), long>> found = _buckets.GetOrAdd(bucket, b => new(() => Collect(b)));
        bool has = found.Value.TryGetValue((addressSpace, page), out long at);
        index = has ? at : -1;
        return has;
    }

    private Dictionary<(ulong, ulong), long> Collect(long bucket)
    {
        var found = new Dictionary<(ulong, ulong), long>();
        foreach ((ulong addressSpace, ulong page, long index) in all())
        {
            if (bucketOf(addressSpace, page) == bucket)
            {
                found[(addressSpace, page)] = index; // later entries come first in a chain
            }
        }

        return found;
    }
}
