using DumpReader.Bytes;

namespace DumpReader.Kernel.Memory;

/// <summary>
/// All arenas of <c>vmem_list</c> (linked by vm_next) as the trees that vm_source makes of them: roots, and the children of each, in the
/// order of the list. An arena whose source is not on the list is a root, and kept in <see cref="Orphans"/>.
/// </summary>
internal sealed class VmemForest
{
    private const int Root = -1;

    private readonly List<(ulong Address, ulong Source)> _arenas = [];
    private readonly Dictionary<ulong, int> _places = [];
    private readonly Dictionary<int, List<int>> _children = [];

    private VmemForest()
    {
    }

    /// <summary>Arenas whose source is not on the list, with that source.</summary>
    public List<VmemArena> Orphans { get; } = [];

    /// <summary>What can be read of it; the fault says what cannot.</summary>
    public static VmemForest Read(KernelObjects kernel, Action<WalkFault> fault)
    {
        var forest = new VmemForest();
        if (!kernel.TryPointer("vmem_list", fault, out ulong head)
            || !kernel.TryOffset("struct vmem", "vm_next", fault, out ulong next)
            || !kernel.TryOffset("struct vmem", "vm_source", fault, out ulong source))
        {
            return forest;
        }

        foreach (ulong arena in LinkChain.Walk(kernel.Memory, head, next, ring: false, "vmem", fault))
        {
            if (forest._arenas.Count == Limits.VmemArenas)
            {
                fault(WalkFault.TooMany("vmem", Limits.VmemArenas, arena));
                break;
            }

            forest._places.Add(arena, forest._arenas.Count);
            forest._arenas.Add((arena, kernel.Memory.TryReadUInt64(unchecked(arena + source), out ulong from) ? from : 0));
        }

        forest.Grow(fault);
        return forest;
    }

    /// <summary>Every arena ahead of those that import from it.</summary>
    public IEnumerable<VmemArena> ParentsFirst() => Visit(parentsFirst: true);

    /// <summary>Every arena behind those that import from it.</summary>
    public IEnumerable<VmemArena> ChildrenFirst() => Visit(parentsFirst: false);

    private void Grow(Action<WalkFault> fault)
    {
        for (int i = 0; i < _arenas.Count; i++)
        {
            (ulong address, ulong source) = _arenas[i];
            int parent = Root;
            if (source != 0 && !_places.TryGetValue(source, out parent))
            {
                Orphans.Add(new VmemArena(address, source, 0));
                parent = Root;
            }

            Children(parent).Add(i);
        }

        int reached = ParentsFirst().Count();
        if (reached < _arenas.Count)
        {
            var found = ParentsFirst().Select(arena => arena.Address).ToHashSet();
            (ulong address, ulong source) = _arenas.First(arena => !found.Contains(arena.Address));
            fault(WalkFault.Loop("vmem source", address, source));
        }
    }

    private List<int> Children(int parent)
    {
        if (!_children.TryGetValue(parent, out List<int>? children))
        {
            _children[parent] = children = [];
        }

        return children;
    }

    // A stack of our own: in a damaged dump the trees may be as deep as the list is long.
    private IEnumerable<VmemArena> Visit(bool parentsFirst)
    {
        var open = new Stack<(int Arena, int NextChild)>();
        open.Push((Root, 0));
        while (open.TryPop(out (int Arena, int NextChild) at))
        {
            if (_children.TryGetValue(at.Arena, out List<int>? children) && at.NextChild < children.Count)
            {
                int child = children[at.NextChild];
                open.Push((at.Arena, at.NextChild + 1));
                open.Push((child, 0));
                if (parentsFirst)
                {
                    yield return Arena(child, open.Count - 2);
                }
            }
            else if (!parentsFirst && at.Arena != Root)
            {
                yield return Arena(at.Arena, open.Count - 1);
            }
        }
    }

    private VmemArena Arena(int place, int depth) => new(_arenas[place].Address, _arenas[place].Source, depth);
}
