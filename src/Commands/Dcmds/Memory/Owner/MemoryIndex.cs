using Commands.Dcmds.Kernel;
using Commands.Pipeline;
using Commands.Walkers;
using Commands.Walkers.Kernel.Memory;
using DumpReader.Kernel.Memory;
using DumpReader.Scans;
using DumpReader.Symbols;
using DumpReader.Values;

namespace Commands.Dcmds.Memory.Owner;

/// <summary>What a place in kernel memory is part of.</summary>
/// <param name="Kind"><c>symbol</c>, <c>stack</c>, <c>buffer</c>, <c>arena</c>, <c>page</c>; <c>memory</c> for a place of which nothing is known.</param>
/// <param name="Name">Of the symbol, cache or arena.</param>
/// <param name="Base">Where the object begins; for a stack the thread.</param>
/// <param name="IsFree">A buffer that is not in use.</param>
/// <param name="Size">Bytes of a buffer; 0 for what is none.</param>
/// <param name="IsBookkeeping">Part of the records of an allocator, or of page structures, which say what belongs where.</param>
internal readonly record struct MemoryPlace(string Kind, string Name, ulong Base, bool IsFree = false, ulong Size = 0, bool IsBookkeeping = false);

/// <summary>Names places in kernel memory: built once a session, as a dump does not change.</summary>
internal sealed class MemoryIndex
{
    private const string LogArena = "kmem_log";

    private readonly Session _session;
    private readonly KmemIndex? _buffers;
    private readonly VmemIndex? _arenas;
    private readonly List<(ulong Start, ulong End, ulong Thread)> _stacks = [];
    private readonly List<MemorySegment> _pages = [];
    private readonly ulong _pageSize = 1;
    private readonly ulong _ownArena;

    private readonly HashSet<KmemFault> _told = [];
    private Run? _asker;

    private MemoryIndex(Run run)
    {
        _session = run.Session;
        IScanControl control = run.Watch("::owner");
        if (_session.Kernel.TrySymbol("kmem_caches", out _))
        {
            _buffers = new KmemIndex(_session.Kmem, control, KmemFaults.To(run));
        }

        if (_session.Kernel.TrySymbol("vmem_list", out _))
        {
            _arenas = new VmemIndex(_session.Kernel, control, fault => KernelWalk.Report(run, fault));
        }

        if (_session.Kernel.TrySymbol("memsegs", out _))
        {
            _pages = [.. MemorySegment.Walk(_session.Kernel, fault => KernelWalk.Report(run, fault))];
            _pageSize = Math.Max(_session.Kernel.Type("struct page").Size, 1);
        }

        _ownArena = KernelObject.Variable(run, "kmem_msb_arena") ?? 0;
        foreach (Item item in KernelObject.Elements(run, "thread"))
        {
            if (KernelObject.TryReadPart(run, "kthread_t", item.Bits, out Value thread))
            {
                _stacks.Add((thread.Number("t_stkbase"), thread.Number("t_stk"), item.Bits));
            }
        }

        _stacks.Sort();
        control.End();
    }

    /// <summary>The index of a session; each statement that asks for it is partial where some of it is missing.</summary>
    public static MemoryIndex Of(Run run) => run.Session.Kept<KeptResult<MemoryIndex>>().Get(run, () => new MemoryIndex(run))!;

    /// <summary>What a place is part of. Of what is wrong on the way there each statement is told once.</summary>
    public MemoryPlace Find(Run run, ulong address)
    {
        if (_session.TryFind(address, out Symbol symbol, out ulong offset))
        {
            return new MemoryPlace("symbol", symbol.Name, address - offset);
        }

        int behind = _stacks.BinarySearch((address, ulong.MaxValue, ulong.MaxValue));
        int stack = (behind < 0 ? ~behind : behind + 1) - 1;
        if (stack >= 0 && address < _stacks[stack].End)
        {
            return new MemoryPlace("stack", "thread", _stacks[stack].Thread);
        }

        MemorySegment pages = _pages.Find(segment => segment.Holds(address));
        if (pages.Address != 0)
        {
            return new MemoryPlace("page", "page_t", address - ((address - pages.Pages) % _pageSize), IsBookkeeping: true);
        }

        if (_buffers?.Find(address, fault => Tell(run, fault)) is [var owner, ..])
        {
            return new MemoryPlace("buffer", owner.Cache.Name, owner.Buffer, owner.IsFree, owner.Cache.BufSize, owner.Cache.Arena == _ownArena);
        }

        return _arenas?.TryFind(address, out string arena, out VmemSegment segment) == true
            ? new MemoryPlace("arena", arena, segment.Start, IsBookkeeping: arena == LogArena || IsOfAllocator(arena))
            : new MemoryPlace("memory", "", address);
    }

    private static bool IsOfAllocator(string arena) => arena is "kmem_msb" or "kmem_hash" or "kmem_cache" or "vmem_seg" or "vmem_hash";

    private void Tell(Run run, in KmemFault fault)
    {
        if (_asker != run)
        {
            _asker = run;
            _told.Clear();
        }

        if (_told.Add(fault))
        {
            KmemFaults.Report(run, fault);
        }
    }
}
