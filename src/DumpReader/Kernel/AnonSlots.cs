using DumpReader.Values;

namespace DumpReader.Kernel;

/// <summary>
/// Slots in use of an anon map (vm/anon.h): <c>anon_hdr.array_chunk</c> is one array of pointers, or for larger maps an array of
/// pointers to arrays of 512.
/// </summary>
internal static class AnonSlots
{
    /// <summary>Slots of one array of the second level (ANON_CHUNK_SIZE).</summary>
    private const ulong ChunkSlots = 512;

    /// <summary>ANON_ALLOC_FORCE: one level whatever the size.</summary>
    private const ulong Flat = 2;

    /// <summary>Index and <c>struct anon</c> of each slot that is not NULL, by index.</summary>
    public static IEnumerable<(ulong Index, ulong Anon)> Walk(KernelObjects kernel, ulong map, Action<WalkFault> fault)
    {
        if (kernel.Type("struct anon_map").Type is not { } type || !new Value(kernel.Memory, type, map).TryGet("ahp", out Value pointer))
        {
            fault(WalkFault.MissingMember("struct anon_map", "ahp"));
            return [];
        }

        if (!pointer.TryDereference(out Value header)
            || !header.TryGet("size", out Value size) || !size.TryUInt64(out ulong slots)
            || !header.TryGet("array_chunk", out Value array) || !array.TryUInt64(out ulong first)
            || !header.TryGet("flags", out Value flags) || !flags.TryUInt64(out ulong bits))
        {
            fault(WalkFault.Unreadable("anon_map", map));
            return [];
        }

        return slots <= ChunkSlots || (bits & Flat) != 0 ? Array(kernel, first, 0, slots, fault) : Chunks(kernel, first, slots, fault);
    }

    private static IEnumerable<(ulong Index, ulong Anon)> Chunks(KernelObjects kernel, ulong first, ulong slots, Action<WalkFault> fault)
    {
        for (ulong index = 0; index < slots; index += ChunkSlots)
        {
            ulong at = unchecked(first + (index / ChunkSlots * 8));
            if (!kernel.Memory.TryReadUInt64(at, out ulong chunk))
            {
                fault(WalkFault.Unreadable("anon chunk", at));
                yield break;
            }

            if (chunk == 0)
            {
                continue;
            }

            foreach ((ulong Index, ulong Anon) slot in Array(kernel, chunk, index, Math.Min(slots - index, ChunkSlots), fault))
            {
                yield return slot;
            }
        }
    }

    private static IEnumerable<(ulong Index, ulong Anon)> Array(
        KernelObjects kernel, ulong first, ulong index, ulong count, Action<WalkFault> fault)
    {
        for (ulong i = 0; i < count; i++)
        {
            ulong at = unchecked(first + (i * 8));
            if (!kernel.Memory.TryReadUInt64(at, out ulong anon))
            {
                fault(WalkFault.Unreadable("anon slot", at));
                yield break;
            }

            if (anon != 0)
            {
                yield return (index + i, anon);
            }
        }
    }
}
