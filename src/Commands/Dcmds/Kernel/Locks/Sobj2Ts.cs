using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel;

namespace Commands.Dcmds.Kernel.Locks;

/// <summary>Finds the turnstile of a lock.</summary>
[Dcmd("sobj2ts")]
internal sealed class Sobj2Ts : Dcmd
{
    public override DcmdInfo Info { get; } = new("sobj2ts", "perform turnstile lookup on synch object")
    {
        Address = AddressUse.Required,
        Module = "genunix",
        StockHelp = false,
        Help = "Gives the turnstile in which threads wait for the mutex or readers/writer lock at the address; nothing where none waits.",
        Examples = ["spa_namespace_lock::sobj2ts"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        bool failed = false;
        ulong turnstile = Turnstiles.Of(call.Session.Kernel, call.Address, fault =>
        {
            failed = true;
            KernelWalk.Report(call.Run, fault);
        });
        if (turnstile != 0)
        {
            call.Emit(new Item(turnstile, call.Session.FindType("turnstile_t", out _)), prefix: false);
        }

        return failed ? Status.Error : Status.Ok;
    }
}
