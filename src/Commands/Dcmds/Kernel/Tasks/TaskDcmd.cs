using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Tasks;

/// <summary>Shows tasks.</summary>
[Dcmd("task")]
internal sealed class TaskDcmd : Dcmd
{
    private static readonly Table<Value> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("taskid", r => r.Signed("tk_tkid")),
            new("projid", r => r.Signed("tk_proj->kpj_id")),
            new("zoneid", r => r.Signed("tk_proj->kpj_zoneid")), new("refcnt", r => r.Number("tk_hold_count")),
            new("flags", r => r.Number("tk_flags")),
        ],
        "            ADDR TASKID PROJID ZONEID REFCNT      FLAGS",
        (r, w) => w.Printf("%0?p %6d %6d %6d %6u 0x%08x\n", r.Address, (int)r.Signed("tk_tkid"), (int)r.Signed("tk_proj->kpj_id"),
            (int)r.Signed("tk_proj->kpj_zoneid"), r.Number("tk_hold_count"), r.Number("tk_flags")));

    public override DcmdInfo Info { get; } = new("task", "display kernel task(s)")
    {
        Address = AddressUse.Optional,
        UsageNamesAddress = false,
        StockPipeForm = false,
        Help = "Shows a task, or all that the kernel has memory for.",
        Examples = ["*panic_thread::print kthread_t t_procp->p_task | ::task"],
        Module = "genunix",
        StockHelp = false,
    };

    public override string? InputType => "task_t";

    public override Status Invoke(Invocation call) =>
        call.Arguments.Count > 0 ? Status.Usage : KernelObject.EachRow(call, "task_cache", "task_t", Layout);
}
