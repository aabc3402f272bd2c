using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Tasks;

/// <summary>Lists the definitions of resource controls.</summary>
[Dcmd("rctl_dict")]
internal sealed class RctlDict : Dcmd
{
    // rctl_entity_t of sys/rctl.h.
    private static readonly string[] Entities = ["process", "task", "project", "zone"];

    private static readonly Table<Value> Layout = new(
        [
            new("id", r => r.Signed("rcd_id")), new("name", r => r.Text("rcd_name")), new("addr", r => Cell.Address(r.Address)),
            new("type", r => Entity(r)), new("global_flags", r => r.Number("rcd_flagaction") & uint.MaxValue),
        ],
        "ID NAME                                    ADDR    TYPE GLOBAL_FLAGS",
        (r, w) => w.Printf("%2d %-27s %0?p %7s 0x%08x\n", (int)r.Signed("rcd_id"), r.Text("rcd_name"), r.Address, Entity(r),
            (uint)r.Number("rcd_flagaction")));

    public override DcmdInfo Info { get; } = new("rctl_dict", "print systemwide default rctl definitions")
    {
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows the definition of a resource control, or all: handle, name, what it applies to, and its flags.",
    };

    public override string? InputType => "rctl_dict_entry_t";

    public override Status Invoke(Invocation call) =>
        call.Arguments.Count > 0 ? Status.Usage : KernelObject.EachRow(call, "rctl_dict_list", "rctl_dict_entry_t", Layout);

    private static string Entity(Value entry) =>
        entry.Number("rcd_entity") is var entity && entity < (ulong)Entities.Length ? Entities[entity] : "unknown";
}
