using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>Shows the configuration of a storage pool.</summary>
[Dcmd("spa_config")]
internal sealed class SpaConfig : Dcmd
{
    public override DcmdInfo Info { get; } = new("spa_config", "given a spa_t, print the cached configuration")
    {
        Address = AddressUse.Required,
        Module = "zfs",
        StockPipeForm = false,
        Help = "Shows the names and values of the configuration that the pool at the address keeps.",
        Examples = ["::walk spa | ::spa_config"],
    };

    public override string? InputType => "spa_t";

    public override Status Invoke(Invocation call) =>
        call.Arguments.Count > 0 ? Status.Usage
        : KernelObject.TryRead(call.Run, "spa_t", call.Address, "failed to read spa_t at ", out Value pool) ? Show(call, call.Output, pool)
        : Status.Error;

    /// <summary>Shows the configuration of a pool; (none) where it has none.</summary>
    public static Status Show(Invocation call, Pipeline.Output output, Value pool)
    {
        ulong list = pool.Number("spa_config");
        if (list == 0)
        {
            output.Emit(new TextEvent("(none)\n"));
            return Status.Ok;
        }

        call.Session.Evaluate($"0x{list:x}::nvlist", call.Address, output);
        return Status.Ok;
    }
}
