using Commands.Pipeline;
using Commands.Walkers.Kernel.Memory;
using DumpReader.Kernel.Memory;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>Shows which stacks allocated most of the memory of audited caches.</summary>
[Dcmd("kmausers")]
internal sealed class KmaUsers : Dcmd
{
    /// <summary>Groups below both bounds are small.</summary>
    private const ulong LargeBytes = 8192;
    private const long LargeCount = 100;

    public override DcmdInfo Info { get; } = new("kmausers", "current medium and large users of the kmem allocator")
    {
        Usage = "[-ef] [cache ...]",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        Help = """
            Adds up the allocated buffers of audited caches, or of the caches named, by size and
            stack, and shows the groups of at least 8192 bytes or 100 buffers, largest first.

              -e  the small groups, too
              -f  each buffer as well

            With an address only buffers that contain it, each shown.
            """,
        Examples = ["::kmausers -e"],
    };

    public override Status Invoke(Invocation call)
    {
        if (!TryArguments(call, out bool everything, out bool each, out List<string> names))
        {
            return Status.Usage;
        }

        if (Caches(call, names) is not { } caches)
        {
            return Status.Error;
        }

        var filter = call.HasAddress ? new BufferFilter(call.Session.Kmem, call.Address) : null;
        var groups = new Dictionary<KmaUsersKey, long>();
        foreach (KmemCache cache in caches)
        {
            if (!Count(call, cache, filter, each || call.HasAddress, groups))
            {
                return Status.Abort;
            }
        }

        foreach ((KmaUsersKey key, long count) in groups.OrderByDescending(g => unchecked(g.Key.Size * (ulong)g.Value)))
        {
            ulong bytes = unchecked(key.Size * (ulong)count);
            if ((everything || bytes >= LargeBytes || count >= LargeCount) && !call.Emit(new KmaUsersEvent(bytes, count, key.Size, key.Stack)))
            {
                return Status.Abort;
            }
        }

        return Status.Ok;
    }

    /// <summary>Options may stand between the names.</summary>
    private static bool TryArguments(Invocation call, out bool everything, out bool each, out List<string> names)
    {
        everything = false;
        each = false;
        names = [];
        foreach (Argument argument in call.Arguments)
        {
            if (argument.Text is not { } word)
            {
                return false;
            }

            if (word.Length < 2 || word[0] != '-')
            {
                names.Add(word);
                continue;
            }

            foreach (char letter in word.AsSpan(1))
            {
                if (letter is not ('e' or 'f'))
                {
                    call.Run.Error($"illegal option -- {letter}");
                    return false;
                }

                everything |= letter == 'e';
                each |= letter == 'f';
            }
        }

        return true;
    }

    private static List<KmemCache>? Caches(Invocation call, List<string> names)
    {
        List<KmemCache> all = [.. call.Session.Kmem.ReadCaches(KmemFaults.To(call.Run))];
        var wanted = new List<KmemCache>();
        foreach (string name in names)
        {
            int before = wanted.Count;
            wanted.AddRange(all.Where(c => c.Name == name));
            if (wanted.Count == before)
            {
                call.Run.Error($"unknown kmem cache: {name}");
                return null;
            }
        }

        if (wanted.Find(c => !c.IsAudited) is { } deaf)
        {
            call.Run.Error($"KMF_AUDIT is not enabled for {deaf.Name}");
            return null;
        }

        if (names.Count == 0)
        {
            wanted = all.FindAll(c => c.IsAudited);
            if (wanted.Count == 0)
            {
                call.Run.Error("KMF_AUDIT is not enabled for any caches");
                return null;
            }
        }

        return wanted;
    }

    private static bool Count(Invocation call, KmemCache cache, BufferFilter? filter, bool each, Dictionary<KmaUsersKey, long> groups)
    {
        KmemAllocator kmem = call.Session.Kmem;
        foreach (KmemBuffer buffer in KmemBuffers.Walk(kmem, cache.Address, KmemSelection.Allocated, bufctls: true, KmemFaults.To(call.Run)) ?? [])
        {
            if (call.Run.ShouldStop)
            {
                return false;
            }

            if (KmemAudit.Read(kmem, buffer.Bufctl) is not { } record)
            {
                call.Run.ReadError($"couldn't read bufctl at {buffer.Bufctl:x}: {Reasons.NoMapping}", buffer.Bufctl);
                continue;
            }

            if (filter?.Passes(record) == false)
            {
                continue;
            }

            if (each && !call.Emit(new KmaUserEvent(record, cache, new Item(record.Address, call.Session.Kernel.Type("kmem_bufctl_audit_t").Type))))
            {
                return false;
            }

            var key = new KmaUsersKey(cache.BufSize, record.Stack);
            groups[key] = groups.GetValueOrDefault(key) + 1;
        }

        return true;
    }
}
