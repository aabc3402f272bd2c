using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Says what an address is part of.</summary>
[Dcmd("whatis")]
internal sealed class WhatisDcmd : Dcmd
{
    private static readonly Table<WhatisHandler> Searched = new([new("name", h => h.Name)], Header: null, (h, w) => w.Write(h.Name + "\n"));

    public override DcmdInfo Info { get; } = new("whatis", "given an address, return information")
    {
        Usage = "[-aikqv]",
        Address = AddressUse.Required,
        Help = """
            Says what the address is part of: a module, a thread or its stack, a page structure, a
            buffer or arena of the kernel's allocators, a segment.

              -a  everything that it is part of, not only the first
              -b  with the bufctl of a buffer
              -i  the number is an identifier, not an address
              -k  several addresses one after the other, in the order they come
              -q  without details
              -l  only lists what can be searched
              -v  names what is searched
            """,
        Examples = ["hz::whatis", "*panic_thread::whatis -a", "::walk cpu | ::whatis"],
    };

    public override bool TakesPipeWhole => true;

    /// <summary>In the order of search.</summary>
    private static WhatisHandler[] Handlers() =>
        [new WhatisModules(), new WhatisThreads(), new WhatisPages(), new WhatisKmem(), new WhatisVmem(), new WhatisMappings()];

    public override Status Invoke(Invocation call)
    {
        if (call.ToPipe && call.Stock)
        {
            return call.Fail("whatis: cannot be output into a pipe", Status.Abort);
        }

        if (CommandOptions.Parse(call, "abiklqv") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        WhatisHandler[] handlers = Handlers();
        if (options.Has('l'))
        {
            foreach (WhatisHandler handler in handlers)
            {
                call.Row(Searched, handler);
            }

            return Status.Ok;
        }

        var how = new WhatisOptions(options.Has('a'), options.Has('b'), options.Has('i'), options.Has('q'), options.Has('v'));
        ulong[] wanted = call.PipeItems.Count > 0 ? [.. call.PipeItems.Select(i => i.Bits)] : [call.Address];
        if (options.Has('k'))
        {
            foreach (ulong address in wanted)
            {
                Search(call, [address], how, handlers);
            }

            return Status.Ok;
        }

        Search(call, [.. wanted.Distinct().Order()], how, handlers);
        return Status.Ok;
    }

    private static void Search(Invocation call, ulong[] wanted, WhatisOptions options, WhatisHandler[] handlers)
    {
        var search = new WhatisSearch(call, wanted, options, (finding, details) => Show(call, finding, details));
        Run(search, handlers);
        search.Finish();
    }

    /// <summary>Goes through all that an address can be part of.</summary>
    internal static void Run(WhatisSearch search) => Run(search, Handlers());

    private static void Run(WhatisSearch search, WhatisHandler[] handlers)
    {
        foreach (WhatisHandler handler in handlers.Where(h => h.KnowsIdentifiers || !search.Options.Identifiers))
        {
            if (search.IsDone)
            {
                break;
            }

            search.Announce(handler.Name);
            handler.Search(search);
        }
    }

    private static void Show(Invocation call, WhatisFinding finding, IReadOnlyList<OutputEvent> details)
    {
        call.Row(WhatisFinding.Layout, finding, new Item(finding.Base));
        foreach (OutputEvent detail in details)
        {
            if (!call.ToPipe)
            {
                call.Emit(detail);
            }
        }
    }
}
