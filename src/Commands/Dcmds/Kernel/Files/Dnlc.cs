using Commands.Pipeline;
using Commands.Walkers.Kernel.Files;
using DumpReader.Kernel.Files;

namespace Commands.Dcmds.Kernel.Files;

/// <summary>Lists the directory name lookup cache.</summary>
[Dcmd("dnlc")]
internal sealed class Dnlc : Dcmd
{
    private static readonly Table<NameCacheEntry> Layout = new(
        [new("vp", r => Cell.Address(r.Vnode)), new("dvp", r => Cell.Address(r.Directory)), new("name", r => r.Name)],
        "VP               DVP              NAME                            ",
        (r, w) => w.Printf("%-?p %-?p %s\n", r.Vnode, r.Directory, r.Name));

    public override DcmdInfo Info { get; } = new("dnlc", "print DNLC contents")
    {
        Module = "mdb_ks",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Lists the directory name lookup cache: vnode, the directory that it is in, and its name there.",
        Examples = ["::dnlc"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.HasAddress || call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        call.Header(Layout);
        foreach (NameCacheEntry entry in PathNames.Cache(call.Run).Listed)
        {
            if (!call.Row(Layout, entry, new Item(entry.Vnode, call.Session.Kernel.Type("vnode_t").Type)))
            {
                break;
            }
        }

        return Status.Ok;
    }
}
