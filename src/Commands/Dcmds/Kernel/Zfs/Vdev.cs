using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>Shows a device of a storage pool.</summary>
[Dcmd("vdev")]
internal sealed class Vdev : Dcmd
{
    public override DcmdInfo Info { get; } = new("vdev", "vdev_t summary")
    {
        Usage = "[-re]",
        Address = AddressUse.Required,
        Module = "zfs",
        Help = """
            Shows the device of a pool at the address: state, what is wrong with it, and its path or kind.

              -r  with all below it
              -e  with what it did and its errors
            """,
    };

    public override string? InputType => "vdev_t";

    public override Status Invoke(Invocation call) =>
        CommandOptions.Parse(call, "re") is not { } options || options.Rest < call.Arguments.Count
            ? Status.Usage
            : VdevTree.Show(call, call.Output, call.Address, options.Has('e'), options.Has('r'));
}
