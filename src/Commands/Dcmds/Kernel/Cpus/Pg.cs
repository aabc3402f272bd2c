using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>Shows processor groups.</summary>
[Dcmd("pg")]
internal sealed class Pg : Dcmd
{
    public override DcmdInfo Info { get; } = new("pg", "display a processor group")
    {
        Usage = "[-q]",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockHelp = false,
        Help = "Shows a group of processors that share hardware, or all of cmt_pgs: class, hardware, how many processors, load; -q addresses only.",
        Examples = ["::pg"],
    };

    public override string? InputType => "pg_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "q") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        bool brief = options.Has('q') || call.ToPipe;
        if (call.HasAddress)
        {
            Heading(call, brief);
            return Show(call, call.Address, brief);
        }

        if (!call.Session.Kernel.TrySymbol("cmt_pgs", out ulong all))
        {
            return call.Fail($"failed to read 'cmt_pgs': {Reasons.UnknownSymbol}");
        }

        Heading(call, brief);
        foreach (Item item in KernelObject.Elements(call.Run, "group", new Item(all)))
        {
            if (Show(call, item.Bits, brief) == Status.Abort)
            {
                break;
            }
        }

        return Status.Ok;
    }

    private static void Heading(Invocation call, bool brief)
    {
        if (!brief)
        {
            call.Header(PgRow.Layout);
        }
    }

    private static Status Show(Invocation call, ulong address, bool brief)
    {
        if (!KernelObject.TryRead(call.Run, "pg_t", address, "unable to read 'pg' at ", out Value group))
        {
            return Status.Error;
        }

        var item = new Item(address, group.Type);
        bool more = brief ? call.Emit(item, prefix: false) : call.Row(PgRow.Layout, PgRow.Of(call.Run, group), item);
        return more ? Status.Ok : Status.Abort;
    }
}
