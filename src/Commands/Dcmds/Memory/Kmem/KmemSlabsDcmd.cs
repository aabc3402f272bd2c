using Commands.Pipeline;
using Commands.Walkers.Kernel.Memory;
using DumpReader.Kernel.Memory;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>Shows how well the slabs of the caches are used.</summary>
[Dcmd("kmem_slabs")]
internal sealed class KmemSlabsDcmd : Dcmd
{
    public override DcmdInfo Info { get; } = new("kmem_slabs", "display slab usage per kmem cache")
    {
        Usage = "[-v] [-n cache] [-N cache] [-b maxbins] [-B minbinsize]",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        Help = """
            Shows for each cache its slabs, those with free buffers among them, its buffers, and
            how many of these lie unused on free lists.

              -v  each slab with free buffers: how many are in use; * for one that cannot be moved
              -n  only caches whose name contains this text, -N of exactly this name
              -b  how buffers in use are spread over the slabs, in at most so many ranges (0: all)
              -B  the same, in ranges of at least so many buffers
            """,
        Examples = ["::kmem_slabs", "::kmem_slabs -v -n kmem_alloc_"],
    };

    public override string? InputType => "kmem_cache_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "v", "bB", "nN") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        var form = new KmemSlabsForm(
            options.Has('v'), options.Has('b') || options.Has('B'), options.Number('b', 0), options.Number('B', 0));
        bool first = call.WantsHeader;
        if (call.HasAddress)
        {
            return Show(call, options, form, call.Address, first);
        }

        if (call.Session.Kmem.Caches(KmemFaults.To(call.Run)) is not { } caches)
        {
            return call.Fail($"can't walk kmem_cache: {Reasons.WalkInit}");
        }

        foreach (ulong cache in caches)
        {
            if (Show(call, options, form, cache, first) == Status.Abort)
            {
                break;
            }

            first = false;
        }

        return Status.Ok;
    }

    private static Status Show(Invocation call, CommandOptions options, KmemSlabsForm form, ulong address, bool first)
    {
        if (!call.Session.Kmem.TryCache(address, out KmemCache? cache))
        {
            call.Run.ReadError($"couldn't read kmem_cache at {address:x}: {Reasons.NoMapping}", address);
            return Status.Error;
        }

        bool wanted = IsWanted(cache.Name, options.Text('n'), options.Text('N'));
        if (!wanted)
        {
            if (first && !form.IsLong)
            {
                call.Line(KmemSlabsEvent.Header);
            }

            return Status.Ok;
        }

        Action<KmemFault> fault = KmemFaults.To(call.Run);
        var use = new KmemSlabUse(cache, KmemSlabs.All(call.Session.Kmem, address, fault), fault);

        // What follows a cache separates it from the next, which then has a heading of its own.
        if (first || (form.Bins && use.Slabs > 0) || (form.Each && use.Partial.Count > 0))
        {
            call.Line(KmemSlabsEvent.Header);
        }

        return call.Emit(new KmemSlabsEvent(KmemItem.Of(call.Session, cache), use, form)) ? Status.Ok : Status.Abort;
    }

    private static bool IsWanted(string name, string? part, string? exact) =>
        (part is null && exact is null) || (part is not null && name.Contains(part, StringComparison.Ordinal)) || name == exact;
}
