using System.Runtime.InteropServices;
using DumpReader.Spaces;

namespace DumpReader.Kernel;

/// <summary>Elements of a hash table of the usual kind: an array of pointers, each the head of a list that ends at NULL.</summary>
internal static class HashChains
{
    private const int HeadsAtOnce = 512;

    /// <summary>Elements chain by chain; a chain that is damaged is a fault, and the walk goes on with the next.</summary>
    /// <param name="kernel">Where they lie.</param>
    /// <param name="table">Address of the first head.</param>
    /// <param name="count">How many heads.</param>
    /// <param name="next">Byte offset of the link in an element.</param>
    /// <param name="what">What an element is, for messages.</param>
    /// <param name="fault">Told where a chain, or the table, does not come to its end.</param>
    /// <param name="most">More heads than any such table has: the walk ends there.</param>
    public static IEnumerable<ulong> Walk(
        KernelObjects kernel, ulong table, uint count, ulong next, string what, Action<WalkFault> fault, uint most = uint.MaxValue) =>
        Heads(kernel.Memory, table, count, what + " chain", fault, most)
            .SelectMany(first => LinkChain.Walk(kernel.Memory, first, next, ring: false, what, fault));

    /// <summary>The heads that are not NULL, read many at once: most chains of a large table are empty.</summary>
    private static IEnumerable<ulong> Heads(AddressSpace memory, ulong table, uint count, string what, Action<WalkFault> fault, uint most)
    {
        var heads = new ulong[Math.Min(count, HeadsAtOnce)];
        uint believed = Math.Min(count, most);
        for (uint i = 0; i < believed;)
        {
            ulong at = unchecked(table + (i * 8UL));
            int wanted = (int)Math.Min(believed - i, (uint)heads.Length);
            int got = memory.Read(at, MemoryMarshal.AsBytes(heads.AsSpan(0, wanted))) / 8;
            for (int k = heads.AsSpan(0, got).IndexOfAnyExcept(0UL); k >= 0 && k < got; k++)
            {
                if (heads[k] != 0)
                {
                    yield return heads[k];
                }
            }

            if (got < wanted)
            {
                fault(WalkFault.Unreadable(what, unchecked(at + ((ulong)got * 8))));
                yield break;
            }

            i += (uint)wanted;
        }

        if (count > most)
        {
            fault(WalkFault.TooMany(what, most, unchecked(table + (most * 8UL))));
        }
    }
}
