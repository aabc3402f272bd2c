using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Cpus;

/// <summary>Members of the <c>group_t</c> given; empty places are passed over.</summary>
[Walker("group")]
internal sealed class GroupWalker : Walker
{
    /// <summary>A group never has more members than a system has processors.</summary>
    private const uint MostMembers = Limits.GroupMembers;

    public override WalkerInfo Info { get; } = new("group", "walk all elements of a group");

    public override IEnumerable<Item>? Walk(Run run, Item? start) =>
        StartedWalk.At(run, start, "group walk needs a group_t address", Info.Yields, Members);

    private static IEnumerable<ulong> Members(KernelObjects kernel, ulong group, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset("group_t", "grp_capacity", fault, out ulong capacityAt) || !kernel.TryOffset("group_t", "grp_set", fault, out ulong setAt))
        {
            yield break;
        }

        if (!kernel.Memory.TryReadUInt32(unchecked(group + capacityAt), out uint capacity)
            || !kernel.Memory.TryReadUInt64(unchecked(group + setAt), out ulong set))
        {
            fault(WalkFault.Unreadable("group", group));
            yield break;
        }

        if (capacity > MostMembers)
        {
            fault(WalkFault.TooMany("group", MostMembers, group));
            yield break;
        }

        for (uint i = 0; i < capacity; i++)
        {
            ulong slot = unchecked(set + (i * 8UL));
            if (!kernel.Memory.TryReadUInt64(slot, out ulong member))
            {
                fault(WalkFault.Unreadable("group", slot));
                yield break;
            }

            if (member != 0)
            {
                yield return member;
            }
        }
    }
}
