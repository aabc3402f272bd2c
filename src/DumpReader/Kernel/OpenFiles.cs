using DumpReader.Bytes;
using DumpReader.Types;
using DumpReader.Values;

namespace DumpReader.Kernel;

/// <summary>The open files of a process by descriptor (sys/user.h: p_user.u_finfo, an array of <c>uf_entry_t</c>).</summary>
internal static class OpenFiles
{
    /// <summary>The <c>file_t</c> in each slot from 0 on; 0 for a slot that is free.</summary>
    public static IEnumerable<ulong> Walk(KernelObjects kernel, ulong process, Action<WalkFault> fault)
    {
        if (kernel.Process.Type is not { } type
            || !new Value(kernel.Memory, type, process).TryGet("p_user.u_finfo", out Value table)
            || !table.TryGet("fi_nfiles", out Value countAt)
            || !table.TryGet("fi_list", out Value listAt)
            || listAt.Type.Resolve() is not PointerType { Target: var entry }
            || entry.Resolve() is not StructType slot
            || !slot.TryGetMember("uf_file", out Member? file))
        {
            fault(WalkFault.MissingMember("proc_t", "p_user.u_finfo"));
            return [];
        }

        if (!countAt.TryInt64(out long count) || !listAt.TryUInt64(out ulong list))
        {
            fault(WalkFault.Unreadable("uf_info_t", table.Address));
            return [];
        }

        return Slots(kernel, unchecked(list + file!.ByteOffset), slot.Size, count, fault);
    }

    private static IEnumerable<ulong> Slots(KernelObjects kernel, ulong first, ulong size, long count, Action<WalkFault> fault)
    {
        ulong at = first;
        for (long i = 0; i < count; i++, at = unchecked(at + size))
        {
            if (i >= Limits.OpenFiles)
            {
                fault(WalkFault.TooMany("uf_entry_t", Limits.OpenFiles, at));
                yield break;
            }

            if (!kernel.Memory.TryReadUInt64(at, out ulong file))
            {
                fault(WalkFault.Unreadable("uf_entry_t", at));
                yield break;
            }

            yield return file;
        }
    }
}
