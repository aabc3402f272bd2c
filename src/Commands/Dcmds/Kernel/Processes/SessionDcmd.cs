using Commands.Dcmds.Kernel.Devices;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Processes;

/// <summary>Lists the sessions of processes with their terminals.</summary>
[Dcmd("session")]
internal sealed class SessionDcmd : Dcmd
{
    /// <summary>NODEV of sys/param.h: no terminal.</summary>
    private const ulong NoDevice = ulong.MaxValue;

    private static readonly Table<Row> Layout = new(
        [
            new("addr", r => Cell.Address(r.Session.Address)), new("sid", r => r.Id is { } id ? id : Cell.None), new("refcnt", r => r.Session.Number("s_ref")),
            new("uses", r => r.Session.Signed("s_cnt")), new("major", r => r.Device == NoDevice ? Cell.None : (ulong)new DeviceNumber(r.Device).Major),
            new("minor", r => r.Device == NoDevice ? Cell.None : (ulong)new DeviceNumber(r.Device).Minor),
            new("vnode", r => Cell.Address(r.Session.Number("s_vp"))), new("leader", r => r.Leader is { } leader ? Cell.Address(leader.Address) : Cell.None),
            new("command", r => r.Leader?.Text("p_user.u_comm")),
        ],
        "            ADDR    SID   REF  USES CTTY                VNODE           LEADER COMMAND",
        Write);

    public override DcmdInfo Info { get; } = new("session", "list the sessions of processes")
    {
        Address = AddressUse.Optional,
        Module = "genunix",
        Ours = true,
        Help = """
            Shows a session, or those of all processes: number, holders, uses of its
            terminal, device number (major,minor) and vnode of the terminal, the process
            that leads it and its name. A dash: no terminal, or the leader is gone;
            a question mark: the dump lacks the number.
            """,
        Examples = ["::session"],
    };

    public override string? InputType => "struct sess";

    public override Status Invoke(Invocation call) => call.Arguments.Count > 0 ? Status.Usage
        : KernelObject.Each(call, "session", () => call.Header(Layout), address =>
            KernelObject.Row(call, "struct sess", address, "can't read sess_t at ", Layout, session => Row.Of(call.Run, session)));

    private static void Write(Row row, MdbWriter writer)
    {
        var device = new DeviceNumber(row.Device);
        writer.Printf("%0?p %6s %5d %5d %-8s %0?p ", row.Session.Address, row.Id is { } id ? $"{id}" : "?", (uint)row.Session.Number("s_ref"),
            (int)row.Session.Signed("s_cnt"), row.Device == NoDevice ? "-" : $"{device.Major},{device.Minor}", row.Session.Number("s_vp"));
        if (row.Leader is { } leader)
        {
            writer.Printf("%0?p %s\n", leader.Address, leader.Text("p_user.u_comm"));
        }
        else
        {
            writer.Printf("%16s\n", "-");
        }
    }

    /// <param name="Session">The <c>struct sess</c>.</param>
    /// <param name="Id">Its number; null where the dump lacks it.</param>
    /// <param name="Leader">The process of that number; null for none.</param>
    private sealed record Row(Value Session, long? Id, Value? Leader)
    {
        public ulong Device => Session.Number("s_dev");

        public static Row Of(Run run, Value session)
        {
            // Not 0 where the number is missing: that is the number of sched.
            long? id = KernelObject.TryReadPart(run, "struct pid", session.Number("s_sidp"), out Value number) ? number.Signed("pid_id") : null;
            return new Row(session, id, id is { } known && Pid2Proc.Find(run, (ulong)known) is { } process
                && KernelObject.TryReadPart(run, "proc_t", process, out Value leader) ? leader : null);
        }
    }
}
