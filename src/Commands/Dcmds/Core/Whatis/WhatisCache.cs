using Commands.Dcmds.Memory.Kmem;
using Commands.Pipeline;
using Commands.Walkers.Kernel.Memory;
using DumpReader.Kernel.Memory;

namespace Commands.Dcmds.Core;

/// <summary>The buffers of one cache that hold addresses asked for. Made on any thread, reported on the one of the search.</summary>
internal sealed class WhatisCache
{
    /// <summary>A cache whose slabs hold no more buffers than this is not looked at slab by slab first.</summary>
    private const ulong FewChunks = 2;

    private readonly WhatisSearch _search;
    private readonly List<(KmemFault? Fault, KmemBuffer Buffer)> _slabs = [];
    private readonly List<(KmemFault? Fault, KmemBuffer Buffer)> _allocated = [];
    private readonly List<(KmemFault? Fault, KmemBuffer Buffer)> _free = [];
    private readonly bool _bufctls;
    private readonly bool _looksAtSlabs;
    private readonly bool _isElsewhere;
    private readonly ulong _slabBytes;

    public WhatisCache(WhatisSearch search, KmemCache cache, bool bufctls)
    {
        _search = search;
        Cache = cache;
        _bufctls = cache.IsHashed && (cache.IsAudited || bufctls);
        ulong taken = cache.MaxColor + (cache.IsHashed ? 0 : (ulong)Kmem.Layout.Slab.Size);
        _slabBytes = cache.SlabSize > taken ? cache.SlabSize - taken : 0;
        _looksAtSlabs = cache.ChunkSize > 0 && _slabBytes / cache.ChunkSize > FewChunks;
        _isElsewhere = _looksAtSlabs && !AnySlab(search.Touches);
        if (!_isElsewhere)
        {
            Collect(KmemSelection.Allocated, _allocated);
            Collect(KmemSelection.Free, _free);
        }
    }

    public KmemCache Cache { get; }

    /// <summary>No slab holds an address that is still to be explained.</summary>
    public bool IsSkipped
    {
        get
        {
            if (_isElsewhere)
            {
                Say(_slabs);
            }

            return _isElsewhere || (_looksAtSlabs && !AnySlab((start, size) => _search.Within(start, size).Any()));
        }
    }

    private KmemAllocator Kmem => _search.Call.Session.Kmem;

    /// <summary>Reports what was found among the allocated or the free buffers; stops once everything is explained.</summary>
    public void Report(bool free)
    {
        foreach ((KmemFault? fault, KmemBuffer buffer) in free ? _free : _allocated)
        {
            if (_search.IsDone)
            {
                return;
            }

            if (fault is { } said)
            {
                KmemFaults.Report(_search.Run, said);
                continue;
            }

            foreach (ulong address in _search.Within(buffer.Address, Cache.BufSize))
            {
                ReportBuffer(address, buffer, free ? "freed" : "allocated");
            }
        }
    }

    private void ReportBuffer(ulong address, in KmemBuffer buffer, string state)
    {
        bool quiet = _search.Options.Quiet;
        KmemAudit? audit = _bufctls && Cache.IsAudited && !quiet ? KmemAudit.Read(Kmem, buffer.Bufctl) : null;
        IReadOnlyList<ulong> callers = Cache.IsLite && !quiet ? KmemCallers.Of(Kmem, Cache, buffer.Address, KmemFaults.To(_search.Run)) : [];
        string prefix = _bufctls && audit is null ? $"bufctl {buffer.Bufctl:x} " : "";
        var finding = new WhatisFinding(address, buffer.Address, "buffer", $"{prefix}{state} from {Cache.Name}")
        {
            Name = Cache.Name,
            State = state,
            Size = Cache.BufSize,
            Control = buffer.Bufctl,
        };
        _search.Found(
            finding,
            audit is not null ? [new TextEvent(BufctlEvent.Header(detailed: true) + "\n"), new BufctlEvent(audit, detailed: true)]
            : callers.Count > 0 ? [new RecentCallersEvent(buffer.Address, callers)]
            : []);
    }

    private void Collect(KmemSelection selection, List<(KmemFault?, KmemBuffer)> into)
    {
        foreach (KmemBuffer buffer in KmemBuffers.Walk(Kmem, Cache.Address, selection, _bufctls, fault => into.Add((fault, default))) ?? [])
        {
            if (_search.Touches(buffer.Address, Cache.BufSize))
            {
                into.Add((null, buffer));
            }
        }
    }

    private bool AnySlab(Func<ulong, ulong, bool> holds)
    {
        _slabs.Clear();
        return KmemSlabs.All(Kmem, Cache.Address, fault => _slabs.Add((fault, default))).Any(slab => holds(slab.Base, _slabBytes));
    }

    private void Say(List<(KmemFault? Fault, KmemBuffer Buffer)> faults)
    {
        foreach ((KmemFault? fault, _) in faults)
        {
            KmemFaults.Report(_search.Run, fault!.Value);
        }
    }
}
