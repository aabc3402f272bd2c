using System.Buffers.Binary;
using DumpReader.Bytes;

namespace DumpReader.Kernel.Memory;

/// <summary>
/// The segments of an arena by address: a ring through vs_anext that begins and ends at vm_seg0, which lies in the <c>vmem_t</c> itself
/// and is the first element (a span from 0 to 0).
/// </summary>
internal static class VmemSegments
{
    private const string TypeName = "struct vmem_seg";

    /// <summary>Bytes of a segment without debug information: all that is read of each.</summary>
    private const int HeadBytes = 56;

    /// <summary>All segments of an arena; each fault ends the walk.</summary>
    public static IEnumerable<VmemSegment> Walk(KernelObjects kernel, ulong arena, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset("struct vmem", "vm_seg0", fault, out ulong first) || Layout.Of(kernel, fault) is not { } layout)
        {
            return [];
        }

        if (!kernel.Memory.TryReadUInt64(unchecked(arena + first), out _))
        {
            fault(WalkFault.Unreadable("vmem", arena));
            return [];
        }

        return Walk(kernel, unchecked(arena + first), layout, fault);
    }

    private static IEnumerable<VmemSegment> Walk(KernelObjects kernel, ulong first, Layout layout, Action<WalkFault> fault)
    {
        var guard = new CycleGuard();
        ulong previous = first;
        for (ulong at = first; at != 0;)
        {
            if (!guard.Visit(at))
            {
                fault(WalkFault.Loop("vmem_seg", previous, at));
                yield break;
            }

            if (guard.Count > Limits.MemoryElements)
            {
                fault(WalkFault.TooMany("vmem_seg", Limits.MemoryElements, at));
                yield break;
            }

            if (!layout.TryRead(kernel, at, out VmemSegment segment, out ulong next))
            {
                fault(WalkFault.Unreadable("vmem_seg", at));
                yield break;
            }

            yield return segment;
            if (next == first)
            {
                yield break;
            }

            previous = at;
            at = next;
        }

        fault(WalkFault.Open("vmem_seg", previous));
    }

    /// <summary>Offsets of what is read of a segment.</summary>
    private sealed record Layout(int Start, int End, int Next, int Kind)
    {
        /// <summary>Null after the fault.</summary>
        public static Layout? Of(KernelObjects kernel, Action<WalkFault> fault)
        {
            if (!kernel.TryOffset(TypeName, "vs_start", fault, out ulong start) || !kernel.TryOffset(TypeName, "vs_end", fault, out ulong end)
                || !kernel.TryOffset(TypeName, "vs_anext", fault, out ulong next) || !kernel.TryOffset(TypeName, "vs_type", fault, out ulong kind))
            {
                return null;
            }

            if (Math.Max(Math.Max(start, end), next) + 8 > HeadBytes || kind + 1 > HeadBytes)
            {
                fault(WalkFault.MissingMember(TypeName, "vs_type"));
                return null;
            }

            return new Layout((int)start, (int)end, (int)next, (int)kind);
        }

        public bool TryRead(KernelObjects kernel, ulong address, out VmemSegment segment, out ulong next)
        {
            Span<byte> copy = stackalloc byte[HeadBytes];
            segment = default;
            next = 0;
            scoped ReadOnlySpan<byte> bytes = copy;
            if (kernel.Memory.TrySpan(address, HeadBytes, out ReadOnlySpan<byte> mapped))
            {
                bytes = mapped;
            }
            else if (!kernel.Memory.TryRead(address, copy))
            {
                return false;
            }

            segment = new VmemSegment(address, Word(bytes, Start), Word(bytes, End), (VmemSegmentKind)bytes[Kind]);
            next = Word(bytes, Next);
            return true;
        }

        private static ulong Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);
    }
}
