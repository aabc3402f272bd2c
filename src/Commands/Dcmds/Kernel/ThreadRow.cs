using System.Text;
using Commands.Dcmds.Core;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>A thread as ::thread shows it, in groups of columns.</summary>
/// <param name="Run">For symbols.</param>
/// <param name="Thread">A <c>kthread_t</c>, read whole.</param>
/// <param name="Lbolt">Now, in ticks; only the group <c>d</c> asks.</param>
internal sealed record ThreadRow(Run Run, Value Thread, long Lbolt)
{
    /// <summary>Widest text of the SOBJ OPS column.</summary>
    private const int OperationsWidth = 11;

    /// <summary>A group: its letter, heading, columns and the layout of a row, both behind the address.</summary>
    private sealed record Group(char Letter, string Heading, Column<ThreadRow>[] Columns, Action<ThreadRow, MdbWriter> Write);

    private static readonly Group[] _groups =
    [
        new(
            'p', "             PROC              LWP             CRED",
            [new("proc", r => r.Address("t_procp")), new("lwp", r => r.Address("t_lwp")), new("cred", r => r.Address("t_cred"))],
            (r, w) => w.Printf(" %?p %?p %?p", r.Number("t_procp"), r.Number("t_lwp"), r.Number("t_cred"))),
        new(
            'i', "    STATE  FLG PFLG SFLG   PRI  EPRI PIL             INTR",
            [
                new("state", r => r.State), new("flags", r => r.Number("t_flag")), new("proc_flags", r => r.Number("t_proc_flag")),
                new("sched_flags", r => r.Number("t_schedflag")), new("pri", r => r.Signed("t_pri")), new("epri", r => r.Signed("t_epri")),
                new("pil", r => r.Signed("t_pil")), new("intr", r => r.Number("t_intr") == 0 ? Cell.None : r.Address("t_intr")),
            ],
            WriteState),
        new(
            'b', "            WCHAN               TS             PITS    SOBJ OPS",
            [
                new("wchan", r => r.Address("t_lwpchan.lc_wchan")), new("ts", r => r.Address("t_ts")), new("pits", r => r.Address("t_prioinv")),
                new("sobj_ops", r => Cell.Symbolic(r.Number("t_sobj_ops"))),
            ],
            (r, w) => w.Printf(" %?p %?p %?p %11s", r.Number("t_lwpchan.lc_wchan"), r.Number("t_ts"), r.Number("t_prioinv"), r.Operations)),
        new(
            's', "         SIGQUEUE         SIG PEND         SIG HELD",
            [new("sigqueue", r => r.Address("t_sigqueue")), new("sig", r => Cell.Address(r.Signals("t_sig"))), new("hold", r => Cell.Address(r.Signals("t_hold")))],
            (r, w) => w.Printf(" %?p %016llx %016llx", r.Number("t_sigqueue"), r.Signals("t_sig"), r.Signals("t_hold"))),
        new(
            'd', "         DISPTIME BOUND PR SWITCH",
            [
                new("disp_time", r => r.Signed("t_disp_time")), new("bound", r => r.Signed("t_bind_cpu")), new("preempt", r => r.Signed("t_preempt")),
                new("switch", r => r.Number("t_disp_time") == 0 ? Cell.None : r.Lbolt - r.Signed("t_disp_time")),
            ],
            WriteDispatch),
    ];

    private string State => ThreadState.Name(Number("t_state"));

    private string Operations
    {
        get
        {
            string text = AddressText.Of(Run.Session, Number("t_sobj_ops"));
            return text.Length > OperationsWidth ? text[..OperationsWidth] : text;
        }
    }

    /// <summary>The table of the groups whose letters are on, in their fixed order.</summary>
    /// <param name="has">Whether a group is shown.</param>
    /// <param name="oneLine">All groups on one line; otherwise each on its own, the later ones behind 16 blanks.</param>
    public static Table<ThreadRow> Table(Func<char, bool> has, bool oneLine)
    {
        Group[] groups = [.. _groups.Where(g => has(g.Letter))];
        var columns = new List<Column<ThreadRow>> { new("addr", r => Cell.Address(r.Thread.Address)) };
        var heading = new StringBuilder("            ADDR");
        string between = oneLine ? "" : "\n" + new string(' ', 16);
        for (int i = 0; i < groups.Length; i++)
        {
            columns.AddRange(groups[i].Columns);
            heading.Append(i == 0 ? "" : between).Append(groups[i].Heading);
        }

        return new Table<ThreadRow>(columns, heading.ToString(), (row, writer) =>
        {
            writer.Printf("%0?lx", row.Thread.Address);
            for (int i = 0; i < groups.Length; i++)
            {
                writer.Write(i == 0 ? "" : between);
                groups[i].Write(row, writer);
            }

            writer.NewLine();
        });
    }

    private ulong Number(string path) => Thread.Number(path);

    private long Signed(string path) => Thread.Signed(path);

    private Cell Address(string path) => Cell.Address(Thread.Number(path));

    /// <summary>The first 64 signals of a set (k_sigset_t, sys/signal.h). Stock mdb never reads them and shows 0.</summary>
    private ulong Signals(string path) =>
        !Run.Session.Options.Stock && Thread.TryGet(path, out Value set) && set.Space.TryReadUInt64(set.Address, out ulong bits) ? bits : 0;

    private static void WriteState(ThreadRow row, MdbWriter writer)
    {
        writer.Printf(" %-8s %4x %4x %4x %5d %5d %3d ", row.State, (uint)row.Number("t_flag"), (uint)row.Number("t_proc_flag"),
            (uint)row.Number("t_schedflag"), (int)row.Signed("t_pri"), (int)row.Signed("t_epri"), (int)row.Signed("t_pil"));
        if (row.Number("t_intr") is var interrupted and not 0)
        {
            writer.Printf("%?p", interrupted);
        }
        else
        {
            writer.Printf("%?s", "n/a");
        }
    }

    private static void WriteDispatch(ThreadRow row, MdbWriter writer)
    {
        writer.Printf(" %?lx %5d %2d ", row.Number("t_disp_time"), (int)row.Signed("t_bind_cpu"), (int)row.Signed("t_preempt"));
        if (row.Number("t_disp_time") != 0)
        {
            writer.Printf("t-%-4d", (int)(row.Lbolt - row.Signed("t_disp_time")));
        }
        else
        {
            writer.Printf("%-6s", "-");
        }
    }
}
