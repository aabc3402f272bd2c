using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Processes;

/// <summary>Finds a process by its number.</summary>
[Dcmd("pid2proc")]
internal sealed class Pid2Proc : Dcmd
{
    public override DcmdInfo Info { get; } = new("pid2proc", "convert PID to proc_t address")
    {
        Address = AddressUse.Optional,
        Module = "genunix",
        StockHelp = false,
        Help = "Shows the process whose number is the address: 0t312::pid2proc.",
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        ulong pid = call.HasAddress ? call.Address : 0;
        return Find(call.Run, pid) is { } process
            ? call.Emit(new Item(process, call.Session.Kernel.Process.Type), prefix: false) ? Status.Ok : Status.Abort
            : call.Fail($"PID 0t{unchecked((int)pid)} not found");
    }

    /// <summary>By the kernel's own hash of process numbers; null where it has none of that number.</summary>
    public static ulong? Find(Run run, ulong pid)
    {
        KernelObjects kernel = run.Session.Kernel;
        if (KernelObject.Variable(run, "pidhash") is not { } hash || KernelObject.Variable(run, "procdir") is not { } slots
            || KernelObject.Variable(run, "pid_hashsz") is not { } size || size == 0
            || kernel.Type("struct pid").Type is not { } type
            || !kernel.TryOffset("struct pid", "pid_link", f => Report(run, f), out ulong link)
            || !TryReadPointer(run, unchecked(hash + ((pid & (size - 1)) * 8)), out ulong first))
        {
            return null;
        }

        foreach (ulong at in LinkChain.Walk(kernel.Memory, first, link, ring: false, "pid", f => Report(run, f)).UntilStopped(run))
        {
            var entry = new Value(kernel.Memory, type, at);
            if (entry.Number("pid_id") == (uint)pid)
            {
                return TryReadPointer(run, unchecked(slots + (entry.Number("pid_prslot") * 8)), out ulong process) ? process : null;
            }
        }

        return null;
    }

    private static bool TryReadPointer(Run run, ulong address, out ulong value)
    {
        bool read = run.Target.Memory.TryReadUInt64(address, out value);
        if (!read)
        {
            run.Missing(address);
        }

        return read;
    }

    private static void Report(Run run, WalkFault fault) => run.PartialAlways(fault.Problem);
}
