using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>Shows a device of a storage pool.</summary>
[Dcmd("vdev")]
internal sealed class Vdev : Dcmd
{
    public override DcmdInfo Info { get; } = new("vdev", "vdev_t summary")
    {
        Usage = "[-remMh]",
        Address = AddressUse.Required,
        Module = "zfs",
        Help = """
            Shows the device of a pool at the address: state, what is wrong with it, and its path or kind.

              -r  with all below it
            """ + VdevOptions.Help,
    };

    public override string? InputType => "vdev_t";

    public override Status Invoke(Invocation call) =>
        CommandOptions.Parse(call, "r" + VdevOptions.Letters) is not { } options || options.Rest < call.Arguments.Count
            ? Status.Usage
            : VdevTree.Show(call, call.Output, call.Address, VdevOptions.Of(options, options.Has('r')), call.WantsHeader);
}
