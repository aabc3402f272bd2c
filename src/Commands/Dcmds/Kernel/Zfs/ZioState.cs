using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>Shows what inputs and outputs of the pools are under way.</summary>
[Dcmd("zio_state")]
internal sealed class ZioState : Dcmd
{
    public override DcmdInfo Info { get; } = new("zio_state", "print out all zio_t structures on system or for a particular pool")
    {
        Usage = "[-r]",
        Address = AddressUse.Optional,
        Module = "zfs",
        Help = """
            Shows the inputs and outputs that no other waits for, of all pools or of the spa_t at the address.

              -r  with all that they wait for; what several wait for is shown below each,
                  but what that waits for only once
            """,
        Examples = ["::zio_state", "::zio_state -r"],
    };

    public override string? InputType => "spa_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "r") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        if (KernelObject.Walk(call, "zio_root", call.HasAddress ? call.Item : null) is not { } roots)
        {
            return Status.Error;
        }

        var tree = new ZioTree(call, children: true, parents: false, options.Has('r') ? int.MaxValue : 0);
        bool headed = false;
        foreach (Item root in roots)
        {
            if (!headed)
            {
                call.Header(ZioRow.Layout);
                headed = true;
            }

            if (tree.Show(root.Bits) == Status.Abort)
            {
                return Status.Abort;
            }
        }

        return Status.Ok;
    }
}
