using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Tasks;

/// <summary>Shows a resource control.</summary>
[Dcmd("rctl")]
internal sealed class Rctl : Dcmd
{
    public override DcmdInfo Info { get; } = new("rctl", "display a rctl_t, only if it matches the handle")
    {
        Usage = "[handle]",
        Address = AddressUse.Required,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows the resource control at the address and its values; (cur) marks the one in force.",
    };

    public override string? InputType => "rctl_t";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 1)
        {
            return Status.Usage;
        }

        ulong handle = 0;
        bool any = call.Arguments.Count == 0;
        return any || call.TryNumber(call.Arguments[0], out handle) ? RctlRow.Show(call, call.Address, any ? null : handle)
            : Status.Error;
    }
}
