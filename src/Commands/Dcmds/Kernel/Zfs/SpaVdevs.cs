using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>Shows the devices of a storage pool.</summary>
[Dcmd("spa_vdevs")]
internal sealed class SpaVdevs : Dcmd
{
    public override DcmdInfo Info { get; } = new("spa_vdevs", "given a spa_t, print vdev summary")
    {
        Usage = "[-emMh]",
        Address = AddressUse.Required,
        Module = "zfs",
        StockPipeForm = false,
        Help = """
            Shows the tree of devices of the pool at the address.

            """ + VdevOptions.Help,
        Examples = ["::walk spa | ::spa_vdevs"],
    };

    public override string? InputType => "spa_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, VdevOptions.Letters) is not { } options || options.Rest < call.Arguments.Count)
        {
            return Status.Usage;
        }

        return KernelObject.TryRead(call.Run, "spa_t", call.Address, "failed to read spa_t at ", out Value pool)
            ? VdevTree.Show(call, call.Output, pool.Number("spa_root_vdev"), VdevOptions.Of(options, below: true), call.WantsHeader)
            : Status.Error;
    }
}
