using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Tasks;

/// <summary>Shows the resource controls that a process is under.</summary>
[Dcmd("rctl_list")]
internal sealed class RctlList : Dcmd
{
    private static readonly string[] Sets = ["p_rctls", "p_task->tk_rctls", "p_task->tk_proj->kpj_rctls", "p_zone->zone_rctls"];

    public override DcmdInfo Info { get; } = new("rctl_list", "print handle data for proc_t")
    {
        Usage = "[handle]",
        Address = AddressUse.Required,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows the resource controls of the process at the address, of its task, project and zone; with a handle that one only.",
    };

    public override string? InputType => "proc_t";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 1)
        {
            return Status.Usage;
        }

        ulong handle = 0;
        bool any = call.Arguments.Count == 0;
        if (!any && !call.TryNumber(call.Arguments[0], out handle))
        {
            return Status.Error;
        }

        if (!KernelObject.TryRead(call.Run, "proc_t", call.Address, "failed to read proc at ", out Value process))
        {
            return Status.Error;
        }

        foreach (string set in Sets)
        {
            foreach (Item control in KernelObject.Elements(call.Run, "rctl_set", process.Number(set)))
            {
                if (RctlRow.Show(call, control.Bits, any ? null : handle) == Status.Abort)
                {
                    return Status.Ok;
                }
            }
        }

        return Status.Ok;
    }
}
