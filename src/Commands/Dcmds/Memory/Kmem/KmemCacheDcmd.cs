using Commands.Pipeline;
using Commands.Walkers.Kernel.Memory;
using DumpReader.Kernel.Memory;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>Lists the caches of the allocator.</summary>
[Dcmd("kmem_cache")]
internal sealed class KmemCacheDcmd : Dcmd
{
    private static readonly Table<KmemCache> Layout = new(
        [
            new("addr", c => Cell.Address(c.Address)), new("name", c => c.Name), new("flag", c => (ulong)c.Flags),
            new("cflag", c => (ulong)c.CacheFlags), new("bufsize", c => c.BufSize), new("buftotl", c => c.BufTotal),
        ],
        "ADDR             NAME                      FLAG  CFLAG  BUFSIZE  BUFTOTL",
        (c, w) => w.Printf("%0?p %-25s %04x %06x %8ld %8lld\n", c.Address, c.Name, (uint)c.Flags, (uint)c.CacheFlags, c.BufSize, c.BufTotal));

    public override DcmdInfo Info { get; } = new("kmem_cache", "print kernel memory caches")
    {
        Usage = "[-n name]",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        Help = """
            Lists the caches of the kernel's allocator: flags, size of a buffer and how many
            buffers there are, in use or free.

              -n  only caches whose name contains this text
            """,
        Examples = ["::kmem_cache", "::kmem_cache -n alloc_1"],
    };

    public override string? InputType => "kmem_cache_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "", "", "n") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        string? part = options.Text('n');
        if (call.HasAddress)
        {
            call.Header(Layout);
            return Show(call, call.Address, part);
        }

        if (call.Session.Kmem.Caches(KmemFaults.To(call.Run)) is not { } caches)
        {
            return call.Fail($"can't walk kmem_cache: {Reasons.WalkInit}");
        }

        call.Header(Layout);
        foreach (ulong cache in caches)
        {
            if (Show(call, cache, part) == Status.Abort)
            {
                break;
            }
        }

        return Status.Ok;
    }

    private static Status Show(Invocation call, ulong address, string? part)
    {
        if (!call.Session.Kmem.TryCache(address, out KmemCache? cache))
        {
            call.Run.ReadError($"couldn't read kmem_cache at {address:x}: {Reasons.NoMapping}", address);
            return Status.Error;
        }

        bool wanted = part is null || cache.Name.Contains(part, StringComparison.Ordinal);
        return !wanted || call.Row(Layout, cache, KmemItem.Of(call.Session, cache)) ? Status.Ok : Status.Abort;
    }
}
