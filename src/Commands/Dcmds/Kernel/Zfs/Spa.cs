using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>Lists the storage pools.</summary>
[Dcmd("spa")]
internal sealed class Spa : Dcmd
{
    private const int Indent = 4;

    // pool_state_t of sys/fs/zfs.h.
    private static readonly string[] States =
        ["ACTIVE", "EXPORTED", "DESTROYED", "SPARE", "L2CACHE", "UNINIT", "UNAVAIL", "POTENTIAL"];

    private static readonly Table<Value> Layout = new(
        [new("addr", r => Cell.Address(r.Address)), new("state", r => State(r)), new("name", r => r.Text("spa_name"))],
        "ADDR                 STATE NAME                                                ",
        (r, w) => w.Printf("%0?p %9s %s\n", r.Address, State(r), r.Text("spa_name")));

    public override DcmdInfo Info { get; } = new("spa", "spa_t summary")
    {
        Usage = "[-cevmMh]",
        Address = AddressUse.Optional,
        Module = "zfs",
        StockPipeForm = false,
        Help = """
            Lists the storage pools, or shows the one at the address.

              -c  with its configuration
              -v  with its devices; so do the following
            """ + VdevOptions.Help,
        Examples = ["::spa", "::spa -v"],
    };

    public override string? InputType => "spa_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "cv" + VdevOptions.Letters) is not { } options || options.Rest < call.Arguments.Count)
        {
            return Status.Usage;
        }

        VdevOptions devices = VdevOptions.Of(options, below: true);
        return KernelObject.Each(call, "spa", () => call.Header(Layout), address =>
        {
            if (!KernelObject.TryRead(call.Run, "spa_t", address, "failed to read spa_t at ", out Value pool))
            {
                return Status.Error;
            }

            if (!call.Row(Layout, pool, new Item(address, pool.Type)))
            {
                return Status.Abort;
            }

            var inner = new IndentedOutput(call.Output, Indent);
            if (options.Has('c'))
            {
                Detail(call, () => SpaConfig.Show(call, inner, pool));
            }

            return devices.Any || options.Has('v')
                ? Detail(call, () => VdevTree.Show(call, inner, pool.Number("spa_root_vdev"), devices, heading: true))
                : Status.Ok;
        });
    }

    /// <summary>A part of its own between empty lines.</summary>
    private static Status Detail(Invocation call, Func<Status> show)
    {
        if (!call.ToPipe)
        {
            call.Text("\n");
        }

        Status status = show();
        if (!call.ToPipe)
        {
            call.Text("\n");
        }

        return status;
    }

    private static string State(Value pool) =>
        pool.Number("spa_state") is var state && state < (ulong)States.Length ? States[state] : "UNKNOWN";
}
