namespace DumpReader.Kernel;

/// <summary>Elements of a hash table of the usual kind: an array of pointers, each the head of a list that ends at NULL.</summary>
internal static class HashChains
{
    /// <summary>Elements chain by chain; a chain that is damaged is a fault, and the walk goes on with the next.</summary>
    /// <param name="kernel">Where they lie.</param>
    /// <param name="table">Address of the first head.</param>
    /// <param name="count">How many heads.</param>
    /// <param name="next">Byte offset of the link in an element.</param>
    /// <param name="what">What an element is, for messages.</param>
    /// <param name="fault">Told where a chain, or the table, does not come to its end.</param>
    /// <param name="most">More heads than any such table has: the walk ends there.</param>
    public static IEnumerable<ulong> Walk(
        KernelObjects kernel, ulong table, uint count, ulong next, string what, Action<WalkFault> fault, uint most = uint.MaxValue)
    {
        for (uint i = 0; i < count; i++)
        {
            ulong slot = unchecked(table + (i * 8UL));
            if (i == most)
            {
                fault(WalkFault.TooMany(what + " chain", most, slot));
                yield break;
            }

            if (!kernel.Memory.TryReadUInt64(slot, out ulong first))
            {
                fault(WalkFault.Unreadable(what + " chain", slot));
                yield break;
            }

            foreach (ulong element in LinkChain.Walk(kernel.Memory, first, next, ring: false, what, fault))
            {
                yield return element;
            }
        }
    }
}
