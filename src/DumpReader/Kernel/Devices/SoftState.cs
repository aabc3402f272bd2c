using DumpReader.Bytes;
using DumpReader.Values;

namespace DumpReader.Kernel.Devices;

/// <summary>
/// What a driver keeps for its instances (<c>struct i_ddi_soft_state</c>, sys/ddi_impldefs.h): an array of pointers by instance.
/// </summary>
internal static class SoftState
{
    private const string Type = "struct i_ddi_soft_state";

    /// <summary>The pointer of each instance from 0 on; NULL where there is none.</summary>
    public static IEnumerable<ulong> Walk(KernelObjects kernel, ulong state, Action<WalkFault> fault)
    {
        if (!TryTable(kernel, state, fault, out ulong array, out ulong count))
        {
            return [];
        }

        return Items(kernel, array, count, fault);
    }

    /// <summary>The pointer of one instance; false where the state, or an instance of that number, is not there.</summary>
    public static bool TryItem(KernelObjects kernel, ulong state, ulong instance, out ulong item)
    {
        item = 0;
        return TryTable(kernel, state, static _ => { }, out ulong array, out ulong count) && instance < count
            && kernel.Memory.TryReadUInt64(unchecked(array + (instance * 8)), out item);
    }

    private static bool TryTable(KernelObjects kernel, ulong state, Action<WalkFault> fault, out ulong array, out ulong count)
    {
        array = count = 0;
        if (kernel.Type(Type).Type is not { } type || !new Value(kernel.Memory, type, state).TryGet("array", out Value first)
            || !new Value(kernel.Memory, type, state).TryGet("n_items", out Value items))
        {
            fault(WalkFault.MissingMember(Type, "array"));
            return false;
        }

        if (!first.TryUInt64(out array) || !items.TryUInt64(out count))
        {
            fault(WalkFault.Unreadable("i_ddi_soft_state", state));
            return false;
        }

        return true;
    }

    private static IEnumerable<ulong> Items(KernelObjects kernel, ulong array, ulong count, Action<WalkFault> fault)
    {
        for (ulong i = 0; i < count; i++)
        {
            ulong at = unchecked(array + (i * 8));
            if (i >= Limits.SoftStates)
            {
                fault(WalkFault.TooMany("soft state", (long)Limits.SoftStates, at));
                yield break;
            }

            if (!kernel.Memory.TryReadUInt64(at, out ulong item))
            {
                fault(WalkFault.Unreadable("soft state", at));
                yield break;
            }

            yield return item;
        }
    }
}
