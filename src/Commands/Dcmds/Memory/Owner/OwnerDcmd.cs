using Commands.Dcmds.Core;
using Commands.Dcmds.Kernel;
using Commands.Pipeline;
using Commands.Pipeline.Printing;
using Commands.Walkers;
using Commands.Walkers.Kernel.Memory;
using DumpReader.Bytes;
using DumpReader.Kernel.Memory;
using DumpReader.Kernel.Memory.Graph;
using DumpReader.Scans;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Dcmds.Memory.Owner;

/// <summary>The first question of every hunt for corruption: what holds an address, what is it, and who points at it.</summary>
[Dcmd("owner")]
internal sealed class OwnerDcmd : Dcmd
{
    private const int PageShift = 12;

    public override DcmdInfo Info { get; } = new("owner", "what holds an address, its type, and who points at it")
    {
        Usage = "[-aq]",
        Address = AddressUse.Required,
        Module = "genunix",
        Ours = true,
        Help = """
            Says in one answer
              what holds the address: buffer and cache, allocated or freed, with the last
                transaction and its stack where there is a record; thread, stack, module,
                page structure, arenas, segment
              its type, as far as the symbol or the cache tells, and the member at the address;
                else what it possibly is: what ::typegraph has inferred, where that has run, or
                what the pointers to it are declared to point to
              the page of memory behind it, and the vnode that the page belongs to
              every word of kernel memory outside of the object that points into it, and what
                that word is part of, with the member where its type is known

              -a  also pointers from the records of the allocators, from page structures, and
                  from the object itself
              -q  without pointers

            In a pipe passes on the places that point at the object.
            """,
        Examples = ["*panic_thread::owner", "kas::owner -a", "*panic_thread::owner -q"],
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "aq") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        if (call.Target.Kind != "kvm")
        {
            return call.Fail(Reasons.NotSupported);
        }

        var holders = new List<(WhatisFinding Finding, IReadOnlyList<OutputEvent> Details)>();
        var search = new WhatisSearch(call, [call.Address], new WhatisOptions(All: true), (finding, details) => holders.Add((finding, details)));
        WhatisDcmd.Run(search);
        search.Finish();

        WhatisFinding? innermost = holders.Select(h => h.Finding).FirstOrDefault(f => f.Size > 0 && f.Kind != "stack");
        TypeGraph? graph = GraphState.Kept(call.Session).For(call.Run);
        bool isTyped = true;
        if (!call.ToPipe)
        {
            ShowHolders(call, holders);
            isTyped = ShowType(call, holders, graph);
            ShowPage(call);
        }

        bool isNumber = call.Address < 1UL << PageShift;
        (ulong start, ulong size) = innermost is null ? (call.Address, 1UL) : (innermost.Base, innermost.Size);
        var types = new TypesOfPointers(call.Session, graph, start, size);
        Status status = options.Has('q') || isNumber ? Status.Ok : ShowPointers(call, start, size, types, options.Has('a'));
        foreach (PossibleType type in isTyped || status == Status.Abort ? [] : types.Types())
        {
            call.Row(PossibleType.Layout, type);
        }

        return status;
    }

    /// <summary>Each a line; the history of the innermost that has one.</summary>
    private static void ShowHolders(Invocation call, List<(WhatisFinding Finding, IReadOnlyList<OutputEvent> Details)> holders)
    {
        bool told = false;
        foreach ((WhatisFinding finding, IReadOnlyList<OutputEvent> details) in holders)
        {
            bool tells = !told && details.Count > 0;
            call.Row(WhatisFinding.Layout, finding with { HasDetails = tells });
            foreach (OutputEvent detail in tells ? details : [])
            {
                call.Emit(detail);
            }

            told |= tells;
        }
    }

    /// <summary>The type that is certain, or those that the graph finds possible; false where there is none.</summary>
    private static bool ShowType(
        Invocation call, List<(WhatisFinding Finding, IReadOnlyList<OutputEvent> Details)> holders, TypeGraph? graph)
    {
        foreach ((WhatisFinding finding, _) in holders)
        {
            CType? known = finding.Kind == "buffer" && graph is not null && graph.Nodes.TryFind(finding.Base, out int node) ? graph.Nodes.Type(node) : null;
            if ((known ?? ObjectType.Of(call.Session, finding)) is { } type)
            {
                ulong offset = finding.Address - finding.Base;
                var numbers = new SessionNumbers(call.Session);
                string? member = OffsetPath.Of(type, offset, numbers) ?? OffsetPath.Of(type, offset & ~7UL, numbers);
                call.Row(TypeFact.Layout, new TypeFact(type.Name, offset, type.Resolve() is StructType or ArrayType ? member : null));
                return true;
            }
        }

        bool any = false;
        foreach (PossibleType type in graph is null ? [] : TypesOfPointers.InGraph(graph, call.Address))
        {
            any |= call.Row(PossibleType.Layout, type);
        }

        return any;
    }

    private static void ShowPage(Invocation call)
    {
        if (!call.Target.Memory.TryGetPhysical(call.Address, out PhysicalAddress physical))
        {
            return;
        }

        ulong frame = physical.ToPfn(PageShift).Value;
        bool known = call.Session.Kernel.TrySymbol("memsegs", out _);
        ulong page = known ? PageList.OfFrame(call.Session.Kernel, frame, fault => KernelWalk.Report(call.Run, fault)) : 0;
        var fact = new PageFact(frame, page, 0, 0, "");
        if (KernelObject.TryReadPart(call.Run, "page_t", page, out Value value))
        {
            ulong vnode = value.Number("p_vnode");
            string path = vnode != 0 && KernelObject.TryReadPart(call.Run, "vnode_t", vnode, out Value file) ? file.Text("v_path") : "";
            fact = fact with { Vnode = vnode, Offset = value.Number("p_offset"), Path = path };
        }

        call.Row(PageFact.Layout, fact);
    }

    private static Status ShowPointers(Invocation call, ulong start, ulong size, TypesOfPointers types, bool all)
    {
        if (KernelRanges.List(call.Run) is not { } ranges)
        {
            return Status.Error;
        }

        var index = MemoryIndex.Of(call.Run);
        var parts = new MemoryParts(call.Target.Memory, ranges.Select(range => range.FromMultiple(sizeof(ulong))));
        var seen = new HashSet<ulong>();
        WordSearch words = WordSearch.Near(sizeof(ulong), start, Math.Min(size, ulong.MaxValue - start))!;
        foreach (PartHits part in words.Find(call.Target.Memory, parts, call.Run.Watch("::owner")))
        {
            foreach (WordHit hit in part.Hits)
            {
                MemoryPlace place = index.Find(call.Run, hit.Address);
                bool counts = all || (!place.IsBookkeeping && hit.Address - start >= size);
                if (!counts || !seen.Add(hit.Address))
                {
                    continue;
                }

                if (seen.Count == 1 && !call.ToPipe)
                {
                    call.Line("pointed to from");
                }

                if (!call.Row(PointerFact.Layout, new PointerFact(hit.Address, hit.Word, start, place, types.Look(hit, place)), new Item(hit.Address)))
                {
                    return Status.Abort;
                }
            }
        }

        if (seen.Count == 0 && !call.ToPipe)
        {
            call.Line("nothing points to it");
        }

        return Status.Ok;
    }
}
