using DumpReader.Bytes;
using DumpReader.Spaces;

namespace DumpReader.Kernel;

/// <summary>Follows one pointer member from element to element: lists that end at NULL and rings that return to their head.</summary>
internal static class LinkChain
{
    /// <summary>Elements from <paramref name="head"/> on; each is yielded once its link could be read.</summary>
    /// <param name="memory">Where the elements are.</param>
    /// <param name="head">The first element; 0 for an empty list.</param>
    /// <param name="next">Byte offset of the link.</param>
    /// <param name="ring">Whether a return to the head is the end; then NULL is a fault.</param>
    /// <param name="what">What an element is, for messages: <c>thread</c>.</param>
    /// <param name="fault">Told once, where the walk does not come to its end.</param>
    /// <param name="most">More elements than any such list has.</param>
    public static IEnumerable<ulong> Walk(
        AddressSpace memory, ulong head, ulong next, bool ring, string what, Action<WalkFault> fault, long most = Limits.ListElements)
    {
        var guard = new CycleGuard();
        ulong previous = head;
        for (ulong at = head; at != 0;)
        {
            if (!guard.Visit(at))
            {
                fault(at == head ? WalkFault.Closed(what, previous) : WalkFault.Loop(what, previous, at));
                yield break;
            }

            if (guard.Count > most)
            {
                fault(WalkFault.TooMany(what, most, at));
                yield break;
            }

            if (!memory.TryReadUInt64(unchecked(at + next), out ulong following))
            {
                fault(WalkFault.Unreadable(what, at));
                yield break;
            }

            yield return at;
            if (ring && following == head)
            {
                yield break;
            }

            previous = at;
            at = following;
        }

        if (ring && head != 0)
        {
            fault(WalkFault.Open(what, previous));
        }
    }
}
