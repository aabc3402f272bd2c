using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Locks;

/// <summary>Shows turnstiles.</summary>
[Dcmd("turnstile")]
internal sealed class TurnstileDcmd : Dcmd
{
    private static readonly Table<Value> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("sobj", r => Cell.Address(r.Number("ts_sobj"))),
            new("waiters", r => r.Signed("ts_waiters")), new("epri", r => r.Signed("ts_epri")),
            new("inheritor", r => Cell.Address(r.Number("ts_inheritor"))), new("prioinv", r => Cell.Address(r.Number("ts_prioinv"))),
        ],
        "            ADDR             SOBJ  WTRS EPRI             ITOR          PRIOINV",
        (r, w) => w.Printf("%0?p %?p %5d %4d %?p %?p\n", r.Address, r.Number("ts_sobj"), (int)r.Signed("ts_waiters"), (int)r.Signed("ts_epri"),
            r.Number("ts_inheritor"), r.Number("ts_prioinv")));

    public override DcmdInfo Info { get; } = new("turnstile", "display a turnstile")
    {
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows a turnstile, or all: the lock, how many threads wait for it, their highest priority, and who inherits it.",
        Examples = ["*panic_thread::print kthread_t t_ts | ::turnstile"],
    };

    public override string? InputType => "turnstile_t";

    public override Status Invoke(Invocation call) =>
        call.Arguments.Count > 0 ? Status.Usage : KernelObject.EachRow(call, "turnstile_cache", "turnstile_t", Layout);
}
