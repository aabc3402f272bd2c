using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>Shows an input or output of ZFS.</summary>
[Dcmd("zio")]
internal sealed class Zio : Dcmd
{
    public override DcmdInfo Info { get; } = new("zio", "zio_t summary")
    {
        Usage = "[-cpr]",
        Address = AddressUse.Required,
        Module = "zfs",
        Help = """
            Shows the zio_t at the address: what it does, where in its pipeline it is (FAILED: it has an error), the thread that waits
            for it, and for how many seconds its device has had it.

              -c  with those that it waits for
              -p  with those that wait for it
              -r  with all of those, and all that they wait for or that wait for them
            """,
        Examples = ["::walk zio_root | ::zio -r"],
    };

    public override string? InputType => "zio_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "cpr") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        call.Header(ZioRow.Layout);
        bool all = options.Has('r');
        bool parents = options.Has('p');
        bool children = options.Has('c') || (all && !parents);
        return new ZioTree(call, children, parents, all ? int.MaxValue : children || parents ? 1 : 0).Show(call.Address);
    }
}
