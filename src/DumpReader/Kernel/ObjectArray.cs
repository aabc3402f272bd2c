using DumpReader.Spaces;

namespace DumpReader.Kernel;

/// <summary>Elements of an array whose length another object states.</summary>
internal static class ObjectArray
{
    /// <summary>Addresses of the elements; a fault where there are more than any real kernel has.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">How many are claimed.</param>
    /// <param name="size">Bytes of one.</param>
    /// <param name="most">How many are believed.</param>
    /// <param name="what">What the elements are, for messages.</param>
    /// <param name="fault">Told that there are too many, at the end.</param>
    public static IEnumerable<ulong> Addresses(ulong first, ulong count, ulong size, ulong most, string what, Action<WalkFault> fault)
    {
        for (ulong i = 0; i < Math.Min(count, most); i++)
        {
            yield return unchecked(first + (i * size));
        }

        if (count > most)
        {
            fault(WalkFault.TooMany(what, (long)most, first));
        }
    }

    /// <summary>What the pointers of an array point to, NULL left out; one that is not in the dump is a fault and ends the walk.</summary>
    public static IEnumerable<ulong> Pointers(AddressSpace memory, ulong first, ulong count, ulong most, string what, Action<WalkFault> fault)
    {
        foreach (ulong slot in Addresses(first, count, 8, most, what, fault))
        {
            if (!memory.TryReadUInt64(slot, out ulong element))
            {
                fault(WalkFault.Unreadable(what, slot));
                yield break;
            }

            if (element != 0)
            {
                yield return element;
            }
        }
    }
}
