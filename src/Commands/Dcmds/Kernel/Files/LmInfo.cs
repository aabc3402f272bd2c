using Commands.Dcmds.Kernel.Processes;
using Commands.Pipeline;
using Commands.Walkers.Kernel.Files;
using DumpReader.Kernel.Files;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Files;

/// <summary>Lists the locks on files.</summary>
[Dcmd("lminfo")]
internal sealed class LmInfo : Dcmd
{
    /// <summary>Bytes that stock mdb has for a path.</summary>
    private const int PathBuffer = 20;

    // sys/fcntl.h: F_RDLCK, F_WRLCK.
    private const ulong ReadLock = 1;
    private const ulong WriteLock = 2;

    private sealed record Row(Value Lock, string Command, VnodePath? Path)
    {
        public string Kind => Lock.Number("l_type") switch { ReadLock => "RD", WriteLock => "WR", _ => "??" };

        public int Process => (int)Lock.Signed("l_flock.l_pid");

        public ulong Vnode => Lock.Number("l_vnode");
    }

    private static readonly Table<Row> Layout = new(
        [
            new("addr", r => Cell.Address(r.Lock.Address)), new("type", r => r.Kind), new("flags", r => r.Lock.Number("l_state")),
            new("pid", r => r.Process), new("comm", r => r.Command), new("vnode", r => Cell.Address(r.Vnode)),
            new("path", r => r.Path?.Text),
        ],
        "ADDR             TP FLAG    PID COMM             VNODE            PATH",
        (r, w) => w.Printf("%-?p %2s %04x %6d %-16s %-?p %s\n", r.Lock.Address, r.Kind, (uint)r.Lock.Number("l_state"), r.Process,
            r.Command, r.Vnode, r.Path?.InBuffer(PathBuffer) ?? VnodePaths.Unknown));

    public override DcmdInfo Info { get; } = new("lminfo", "print lock manager information")
    {
        Address = AddressUse.Optional,
        UsageNamesAddress = false,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Lists the locks on files that are held and wanted: kind, flags, process, vnode and path.",
        Examples = ["::lminfo"],
    };

    public override string? InputType => "lock_descriptor_t";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        return KernelObject.Each(call, "lock_graph", () => call.Header(Layout), address =>
        {
            if (!KernelObject.TryRead(call.Run, "lock_descriptor_t", address, "couldn't read lock_descriptor at ",
                out Value held, reason: false))
            {
                return Status.Error;
            }

            ulong vnode = held.Number("l_vnode");
            VnodePath? path = vnode == 0 ? null : PathNames.Of(call.Run, vnode);
            return call.Row(Layout, new Row(held, Command(call.Run, held), path), new Item(address, held.Type)) ? Status.Ok : Status.Abort;
        });
    }

    private static string Command(Run run, Value held)
    {
        long pid = held.Signed("l_flock.l_pid");
        return pid == 0 ? "<kernel>"
            : Pid2Proc.Find(run, (ulong)pid) is { } process && KernelObject.TryReadPart(run, "proc_t", process, out Value owner)
            ? owner.Text("p_user.u_comm")
            : "<defunct>";
    }
}
