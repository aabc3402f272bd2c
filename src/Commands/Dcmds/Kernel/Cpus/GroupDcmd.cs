using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>Shows a <c>group_t</c>.</summary>
[Dcmd("group")]
internal sealed class GroupDcmd : Dcmd
{
    private static readonly Table<Value> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("size", r => r.Number("grp_size")), new("capacity", r => r.Number("grp_capacity")),
            new("set", r => Cell.Address(r.Number("grp_set"))),
        ],
        "            ADDR   SIZE  CAPACITY              SET",
        (r, w) => w.Printf("%?p %6d %9d %?p\n", r.Address, (int)r.Number("grp_size"), (int)r.Number("grp_capacity"), r.Number("grp_set")));

    public override DcmdInfo Info { get; } = new("group", "display a group")
    {
        Usage = "[-q]",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockHelp = false,
        Help = "Shows a group_t: how many members it has, room for how many, and where they are; -q its address only.",
    };

    public override string? InputType => "group_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "q") is not { } options || options.Rest != call.Arguments.Count || !call.HasAddress)
        {
            return Status.Usage;
        }

        bool brief = options.Has('q');
        if (!brief)
        {
            call.Header(Layout);
        }

        if (!KernelObject.TryRead(call.Run, "group_t", call.Address, "unable to read 'group' at ", out Value group))
        {
            return Status.Error;
        }

        var item = new Item(group.Address, group.Type);
        bool more = brief || call.ToPipe ? call.Emit(item, prefix: false) : call.Row(Layout, group, item);
        return more ? Status.Ok : Status.Abort;
    }
}
