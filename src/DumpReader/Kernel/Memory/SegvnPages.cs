using DumpReader.Bytes;
using DumpReader.Values;

namespace DumpReader.Kernel.Memory;

/// <summary>
/// A segment of files or anonymous memory (<c>struct segvn_data</c>, vm/seg_vn.h), page by page: its anonymous pages where it has an
/// anon map, else and behind their gaps the pages of its vnode.
/// </summary>
internal sealed class SegvnPages
{
    private const ulong PageSize = 4096;

    private readonly KernelObjects _kernel;
    private readonly ulong _vnode;
    private readonly ulong _offset;
    private readonly ulong _map;
    private readonly ulong _firstSlot;

    private SegvnPages(KernelObjects kernel, Value data, ulong size)
    {
        _kernel = kernel;
        _vnode = Number(data, "vp");
        _offset = Number(data, "offset");
        _map = Number(data, "amp");
        _firstSlot = Number(data, "anon_index");
        Count = size / PageSize;
    }

    /// <summary>Number of pages.</summary>
    public ulong Count { get; }

    public bool HasAnonMap => _map != 0;

    /// <summary>Null after the fault.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="address">Of the <c>struct segvn_data</c>.</param>
    /// <param name="fault">Told of what is missing.</param>
    public static SegvnPages? Of(KernelObjects kernel, ulong address, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset("struct segvn_data", "seg", fault, out _) || !kernel.TryOffset("struct seg", "s_size", fault, out _))
        {
            return null;
        }

        if (!new Value(kernel.Memory, kernel.Type("struct segvn_data").Type!, address).TrySnapshot(out Value data)
            || !data.TryGet("seg", out Value seg) || !seg.TryDereference(out Value segment)
            || !segment.TryGet("s_size", out Value bytes) || !bytes.TryUInt64(out ulong size))
        {
            fault(WalkFault.Unreadable("segvn_data", address));
            return null;
        }

        if (size / PageSize > Limits.SegmentPages)
        {
            fault(WalkFault.TooMany("segvn_data", Limits.SegmentPages, address));
            return null;
        }

        return new SegvnPages(kernel, data, size);
    }

    /// <summary>The <c>struct anon</c> of each page; 0 for a page that has none.</summary>
    public IEnumerable<ulong> Anons(Action<WalkFault> fault)
    {
        ulong next = _firstSlot;
        ulong end = unchecked(_firstSlot + Count);
        if (_map != 0)
        {
            foreach ((ulong index, ulong anon) in AnonSlots.Walk(_kernel, _map, fault).SkipWhile(s => s.Index < _firstSlot).TakeWhile(s => s.Index < end))
            {
                for (; next < index; next++)
                {
                    yield return 0;
                }

                yield return anon;
                next++;
            }
        }

        for (; next < end; next++)
        {
            yield return 0;
        }
    }

    /// <summary>The page structure of each page; 0 for a page that is not in memory.</summary>
    public IEnumerable<ulong> Pages(Action<WalkFault> fault)
    {
        if (PageHash.Open(_kernel, fault) is not { } hash)
        {
            yield break;
        }

        ulong offset = _offset;
        foreach (ulong anon in Anons(fault))
        {
            yield return anon != 0 ? OfAnon(hash, anon, fault)
                : _vnode != 0 ? hash.Find(_vnode, offset, fault)
                : 0;
            offset = unchecked(offset + PageSize);
        }
    }

    private ulong OfAnon(PageHash hash, ulong anon, Action<WalkFault> fault)
    {
        KernelType type = _kernel.Type("struct anon");
        if (_kernel.TryGet(type, anon, "an_vp", out Value vnode) && vnode.TryUInt64(out ulong owner)
            && _kernel.TryGet(type, anon, "an_off", out Value offset) && offset.TryUInt64(out ulong at))
        {
            return hash.Find(owner, at, fault);
        }

        fault(WalkFault.Unreadable("anon", anon));
        return 0;
    }

    private static ulong Number(Value data, string member) => data.TryGet(member, out Value value) && value.TryUInt64(out ulong bits) ? bits : 0;
}
