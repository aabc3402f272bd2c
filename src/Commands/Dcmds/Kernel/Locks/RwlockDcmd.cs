using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Locks;

/// <summary>Draws a readers/writer lock and who waits for it.</summary>
[Dcmd("rwlock")]
internal sealed class RwlockDcmd : Dcmd
{
    internal const string Heading = "            ADDR      OWNER/COUNT FLAGS          WAITERS";

    public override DcmdInfo Info { get; } = new("rwlock", "dump out a readers/writer lock")
    {
        Address = AddressUse.Required,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows a readers/writer lock: who holds it or how many readers do, its flags, and the threads that wait to read (R) or write (W).",
        Examples = ["zonehash_lock::rwlock"],
    };

    public override string? InputType => "krwlock_t";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        ulong address = call.Address;
        if (!call.Target.Memory.TryReadUInt64(address, out ulong bits))
        {
            call.Run.ReadError($"failed to read rwlock at 0x{address:x16}: {Reasons.NoMapping}", address);
            return Status.Error;
        }

        if (!call.ToPipe || call.Stock)
        {
            call.Line(Heading);
        }

        var waiters = new List<RwlockWaiter>();
        var word = new RwlockWord(bits);
        foreach (Item item in KernelObject.Elements(call.Run, "blocked", new Item(address)))
        {
            waiters.Add(new RwlockWaiter(item.Bits, IsWriter(call, item.Bits)));
        }

        waiters.Reverse();
        return call.Emit(new RwlockEvent(address, call.Session.FindType("krwlock_t", out _), word, waiters)) ? Status.Ok : Status.Abort;
    }

    /// <summary>Writers wait in the first queue of the turnstile, readers in the second (sys/turnstile.h).</summary>
    private static bool IsWriter(Invocation call, ulong thread) =>
        KernelObject.TryReadPart(call.Run, "kthread_t", thread, out Value value) && value.Follow("t_ts", out Value turnstile)
        && turnstile.TryGet("ts_sleepq", out Value queues) && value.Number("t_sleepq") == queues.Element(0).Address;
}
