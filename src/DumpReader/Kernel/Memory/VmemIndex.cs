using DumpReader.Scans;

namespace DumpReader.Kernel.Memory;

/// <summary>
/// What all arenas of memory have handed out, by address: finds the innermost arena that holds an address, 40 bytes a segment. Safe for
/// concurrent use.
/// </summary>
internal sealed class VmemIndex
{
    private readonly List<(string Name, ulong[] Ends, VmemSegment[] Segments)> _arenas = [];

    /// <summary>Reads every segment, until the control says to stop.</summary>
    public VmemIndex(KernelObjects kernel, IScanControl control, Action<WalkFault> fault)
    {
        foreach (VmemArena arena in VmemForest.Read(kernel, fault).ChildrenFirst().Where(a => !a.IsIdentifier(kernel)))
        {
            VmemSegment[] segments = [.. VmemSegments.Walk(kernel, arena.Address, fault).TakeWhile(_ => !control.ShouldStop)
                .Where(s => s.Kind == VmemSegmentKind.Allocated)];
            Array.Sort(segments, (a, b) => a.End.CompareTo(b.End));
            _arenas.Add((arena.Name(kernel), [.. segments.Select(s => s.End)], segments));
        }
    }

    /// <summary>The segment that holds an address, of the arena that is furthest from the memory itself; false where none does.</summary>
    public bool TryFind(ulong address, out string arena, out VmemSegment segment)
    {
        foreach ((string name, ulong[] ends, VmemSegment[] segments) in _arenas)
        {
            int at = Array.BinarySearch(ends, address);
            at = at < 0 ? ~at : at + 1;
            if (at < segments.Length && segments[at].Contains(address))
            {
                (arena, segment) = (name, segments[at]);
                return true;
            }
        }

        (arena, segment) = ("", default);
        return false;
    }
}
