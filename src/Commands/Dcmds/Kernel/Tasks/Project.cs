using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Tasks;

/// <summary>Shows projects.</summary>
[Dcmd("project")]
internal sealed class Project : Dcmd
{
    private static readonly Table<Value> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("projid", r => r.Signed("kpj_id")), new("zoneid", r => r.Signed("kpj_zoneid")),
            new("refcnt", r => r.Number("kpj_count")),
        ],
        "            ADDR PROJID ZONEID REFCNT",
        (r, w) => w.Printf("%0?p %6d %6d %6u\n",
            r.Address, (int)r.Signed("kpj_id"), (int)r.Signed("kpj_zoneid"), r.Number("kpj_count")));

    public override DcmdInfo Info { get; } = new("project", "display kernel project(s)")
    {
        Address = AddressUse.Optional,
        UsageNamesAddress = false,
        StockPipeForm = false,
        Help = "Shows a project, or all.",
        Module = "genunix",
        StockHelp = false,
    };

    public override string? InputType => "kproject_t";

    public override Status Invoke(Invocation call) =>
        call.Arguments.Count > 0 ? Status.Usage : KernelObject.EachRow(call, "projects", "kproject_t", Layout);
}
