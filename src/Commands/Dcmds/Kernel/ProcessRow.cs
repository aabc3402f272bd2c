using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>A process as ::ps and ::pgrep show it.</summary>
internal sealed record ProcessRow(ulong Address, Value Process)
{
    /// <summary>Letters of the states (p_stat, sys/proc.h), from SSLEEP on.</summary>
    private const string States = "SRZTIOW";

    public string State => Process.Number("p_stat") is var state and >= 1 and <= 7 ? States[(int)state - 1].ToString() : "?";

    public string Name => Process.Text("p_user.u_comm");

    private string Service
    {
        get
        {
            if (!Process.Follow("p_ct_process", out Value contract))
            {
                return "";
            }

            // The array is declared with one element; the text goes on behind it.
            if (!contract.TryGet("conp_svc_fmri->rs_string", out Value text) || text.TextBehind() is not { } fmri)
            {
                return "?";
            }

            return !fmri.StartsWith("svc:/", StringComparison.Ordinal) ? fmri
                : fmri.EndsWith(":default", StringComparison.Ordinal) ? fmri[5..^8]
                : fmri[5..];
        }
    }

    /// <summary>The table under the options T, P, z, s and f of ::ps.</summary>
    public static Table<ProcessRow> Table(Func<char, bool> has)
    {
        bool arguments = has('f');
        var columns = new List<Column<ProcessRow>>
        {
            new("state", r => r.State), new("pid", r => r.Process.Signed("p_pidp->pid_id")), new("ppid", r => r.Process.Signed("p_ppid")),
            new("pgid", r => r.Process.Signed("p_pgidp->pid_id")), new("sid", r => r.Process.Signed("p_sessp->s_sidp->pid_id")),
        };
        AddIf('T', new("task", r => r.Process.Signed("p_task->tk_tkid")));
        AddIf('P', new("project", r => r.Process.Signed("p_task->tk_proj->kpj_id")));
        AddIf('z', new("zone", r => r.Process.Signed("p_zone->zone_id")));
        AddIf('s', new("service", r => r.Service));
        columns.Add(new("uid", r => r.Process.Signed("p_cred->cr_uid")));
        columns.Add(new("flags", r => r.Process.Number("p_flag")));
        columns.Add(new("addr", r => Cell.Address(r.Address)));
        columns.Add(new("name", r => arguments ? r.Process.Text("p_user.u_psargs") : r.Name));
        return new Table<ProcessRow>(columns, Heading(has), (row, writer) => Write(row, writer, columns));

        void AddIf(char letter, Column<ProcessRow> column)
        {
            if (has(letter))
            {
                columns.Add(column);
            }
        }
    }

    private static string Heading(Func<char, bool> has) =>
        "S PID    PPID   PGID   SID    "
        + (has('T') ? "TASK  " : "") + (has('P') ? "PROJ  " : "") + (has('z') ? "ZONE  " : "") + (has('s') ? "SERVICE".PadRight(41) : "")
        + "UID    FLAGS      ADDR             NAME";

    private static void Write(ProcessRow row, MdbWriter writer, List<Column<ProcessRow>> columns)
    {
        foreach (Column<ProcessRow> column in columns)
        {
            Cell cell = column.Get(row);
            switch (column.Name)
            {
                case "state": writer.Printf("%s ", cell.String); break;
                case "task" or "project" or "zone": writer.Printf("%-5d ", (int)cell.Bits); break;
                case "service": writer.Printf("%-40s ", cell.String); break;
                case "flags": writer.Printf("0x%08x ", (uint)cell.Bits); break;
                case "addr": writer.Printf("%0?p ", cell.Bits); break;
                case "name": writer.Printf("%s\n", cell.String); break;
                default: writer.Printf("%-6d ", (int)cell.Bits); break;
            }
        }
    }
}
