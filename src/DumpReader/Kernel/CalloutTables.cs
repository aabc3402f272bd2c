using DumpReader.Bytes;

namespace DumpReader.Kernel;

/// <summary>
/// Callouts (sys/callout.h): tables for each processor, one for real-time and one for normal ones (<c>callout_table</c>); in a table lists of
/// callouts that expire together, hashed by their time, on the expired list or on the queue; and the callouts hashed by their id.
/// </summary>
internal sealed class CalloutTables
{
    /// <summary>CALLOUT_BUCKETS: chains of each hash.</summary>
    public const int Buckets = 512;

    private const uint MostProcessors = Limits.CalloutProcessors;

    private readonly KernelObjects _kernel;
    private readonly KernelType _table;
    private readonly KernelType _list;
    private readonly KernelType _callout;
    private readonly ulong _base;
    private readonly ulong _first;

    private CalloutTables(KernelObjects kernel, ulong at, int count, ulong first)
    {
        _kernel = kernel;
        _table = kernel.Type("callout_table_t");
        _list = kernel.Type("callout_list_t");
        _callout = kernel.Type("callout_t");
        (_base, Count, _first) = (at, count, first);
    }

    /// <summary>Number of tables: two a processor that the kernel has room for.</summary>
    public int Count { get; }

    /// <summary>Finds the tables; false after a fault.</summary>
    public static bool TryFind(KernelObjects kernel, Action<WalkFault> fault, out CalloutTables? tables)
    {
        tables = null;
        if (!kernel.TryPointer("callout_table", fault, out ulong at) || !kernel.TryOffset("callout_hash_t", "ch_head", fault, out ulong first)
            || !kernel.TryOffset("callout_table_t", "ct_idhash", fault, out _) || !kernel.TryOffset("callout_list_t", "cl_next", fault, out _)
            || !kernel.TryOffset("callout_t", "c_clnext", fault, out _))
        {
            return false;
        }

        if (!kernel.TrySymbol("max_ncpus", out ulong most) || !kernel.Memory.TryReadUInt32(most, out uint processors))
        {
            fault(WalkFault.MissingSymbol("max_ncpus"));
            return false;
        }

        if (processors > MostProcessors)
        {
            fault(WalkFault.TooMany("callout table", MostProcessors, at));
            processors = MostProcessors;
        }

        tables = new CalloutTables(kernel, at, (int)processors * 2, first);
        return true;
    }

    /// <summary>Address of a table by its number: twice the sequence number of the processor, and one more for the normal callouts.</summary>
    public ulong Table(int index) => unchecked(_base + ((ulong)index * _table.Size));

    /// <summary>Number of the table at an address; null where there is none.</summary>
    public int? IndexOf(ulong table)
    {
        ulong offset = unchecked(table - _base);
        return offset % _table.Size == 0 && offset / _table.Size < (ulong)Count ? (int)(offset / _table.Size) : null;
    }

    /// <summary>The lists of a table with their bucket, -1 for those outside the hash: expired ones, the queue, the hash.</summary>
    public IEnumerable<(ulong List, int Bucket)> Lists(ulong table, Action<WalkFault> fault)
    {
        foreach (string member in new[] { "ct_expired", "ct_queue" })
        {
            // Kernels before high-resolution callouts have no queue.
            if (_table.TryOffset(member, out ulong at))
            {
                foreach (ulong list in Chain(_list, "cl_next", Head(unchecked(table + at), fault), fault))
                {
                    yield return (list, -1);
                }
            }
        }

        foreach ((ulong list, int bucket) in Hash(table, "ct_clhash", _list, "cl_next", fault))
        {
            yield return (list, bucket);
        }
    }

    /// <summary>The callouts of a list.</summary>
    public IEnumerable<ulong> Callouts(ulong list, Action<WalkFault> fault) => _list.TryOffset("cl_callouts", out ulong at)
        ? Chain(_callout, "c_clnext", Head(unchecked(list + at), fault), fault)
        : [];

    /// <summary>The callouts of a table by their ids.</summary>
    public IEnumerable<ulong> ById(ulong table, Action<WalkFault> fault) => Hash(table, "ct_idhash", _callout, "c_idnext", fault).Select(c => c.Element);

    /// <summary>The callouts in one chain of the hash of ids.</summary>
    public IEnumerable<ulong> ById(ulong table, int bucket, Action<WalkFault> fault) => HashAt(table, "ct_idhash", fault) is { } hash
        ? Chain(_callout, "c_idnext", Head(hash + ((ulong)bucket * _kernel.Type("callout_hash_t").Size), fault), fault)
        : [];

    /// <summary>Callouts that are not in use.</summary>
    public IEnumerable<ulong> FreeCallouts(ulong table, Action<WalkFault> fault) => Chain(_callout, "c_idnext", Pointer(table, "ct_free", fault), fault);

    /// <summary>Lists that are not in use.</summary>
    public IEnumerable<ulong> FreeLists(ulong table, Action<WalkFault> fault) => Chain(_list, "cl_next", Pointer(table, "ct_lfree", fault), fault);

    private IEnumerable<(ulong Element, int Bucket)> Hash(ulong table, string member, KernelType type, string link, Action<WalkFault> fault)
    {
        if (HashAt(table, member, fault) is not { } hash)
        {
            yield break;
        }

        ulong size = _kernel.Type("callout_hash_t").Size;
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            if (!_kernel.Memory.TryReadUInt64(unchecked(hash + ((ulong)bucket * size) + _first), out ulong head))
            {
                fault(WalkFault.Unreadable("callout_hash", hash));
                yield break;
            }

            foreach (ulong element in Chain(type, link, head, fault))
            {
                yield return (element, bucket);
            }
        }
    }

    /// <summary>The hash of a table; null where the table has none yet.</summary>
    private ulong? HashAt(ulong table, string member, Action<WalkFault> fault) => Pointer(table, member, fault) is var hash and not 0 ? hash : null;

    private ulong Head(ulong bucket, Action<WalkFault> fault)
    {
        if (_kernel.Memory.TryReadUInt64(unchecked(bucket + _first), out ulong head))
        {
            return head;
        }

        fault(WalkFault.Unreadable("callout_hash", bucket));
        return 0;
    }

    private ulong Pointer(ulong table, string member, Action<WalkFault> fault)
    {
        if (!_table.TryOffset(member, out ulong at))
        {
            return 0;
        }

        if (_kernel.Memory.TryReadUInt64(unchecked(table + at), out ulong value))
        {
            return value;
        }

        fault(WalkFault.Unreadable("callout_table", table));
        return 0;
    }

    private IEnumerable<ulong> Chain(KernelType type, string link, ulong head, Action<WalkFault> fault) =>
        type.TryOffset(link, out ulong next) ? LinkChain.Walk(_kernel.Memory, head, next, ring: false, type.Name, fault) : [];
}
