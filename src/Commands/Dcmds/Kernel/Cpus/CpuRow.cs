using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>A processor as ::cpuinfo shows it.</summary>
/// <param name="Cpu">A <c>cpu_t</c>, read whole.</param>
/// <param name="Lbolt">Now, in ticks.</param>
internal sealed record CpuRow(Value Cpu, long Lbolt)
{
    private const string Heading = " ID ADDR             FLG NRUN BSPL PRI RNRN KRNRN SWITCH THREAD           PROC";

    private static readonly IReadOnlyList<Column<CpuRow>> Columns =
    [
        new("id", r => r.Id), new("addr", r => Cell.Address(r.Cpu.Address)), new("flags", r => r.Cpu.Number("cpu_flags")),
        new("nrun", r => r.Cpu.Signed("cpu_disp->disp_nrunnable")), new("base_spl", r => r.Cpu.Signed("cpu_base_spl")),
        new("pri", r => r.Priority is { } p ? p : Cell.None), new("runrun", r => r.Cpu.Number("cpu_runrun") != 0),
        new("kprunrun", r => r.Cpu.Number("cpu_kprunrun") != 0), new("switch", r => r.Switch is { } s ? s : Cell.None),
        new("thread", r => Cell.Address(r.Thread)), new("proc", r => r.Process),
    ];

    public static readonly Table<CpuRow> Layout = new(Columns, Heading, Write);

    public long Id => Cpu.Signed("cpu_id");

    public ulong Thread => Cpu.Number("cpu_thread");

    /// <summary>Name of what runs there: of a program, <c>(idle)</c>, or - for nothing.</summary>
    public string Process => Name(Cpu, Thread);

    private long? Priority => Cpu.TryGet("cpu_thread->t_pri", out Value pri) && pri.TryInt64(out long value) ? value : null;

    /// <summary>Ticks since it last changed threads.</summary>
    private long? Switch => Cpu.Signed("cpu_last_swtch") is var last and not 0 ? Lbolt - last : null;

    /// <summary>What a thread of a processor is called.</summary>
    public static string Name(Value cpu, ulong thread)
    {
        if (thread == 0)
        {
            return "-";
        }

        if (thread == cpu.Number("cpu_idle_thread"))
        {
            return "(idle)";
        }

        return cpu.TryGet("cpu_thread", out Value pointer) && pointer.TryDereference(out Value current)
            && new Value(current.Space, current.Type, thread).TryGet("t_procp->p_user.u_comm", out Value command) && command.TryString(out string name)
            ? name
            : "?";
    }

    private static void Write(CpuRow row, MdbWriter writer)
    {
        writer.Printf("%3d %016p %3x %4d %4d ", (int)row.Id, row.Cpu.Address, (uint)row.Cpu.Number("cpu_flags"),
            (int)row.Cpu.Signed("cpu_disp->disp_nrunnable"), (int)row.Cpu.Signed("cpu_base_spl"));
        writer.Write(row.Priority is { } priority ? $"{priority,3} " : "  - ");
        writer.Printf("%4s %5s ", row.Cpu.Number("cpu_runrun") != 0 ? "yes" : "no", row.Cpu.Number("cpu_kprunrun") != 0 ? "yes" : "no");
        writer.Write(row.Switch is { } ticks ? $"t-{ticks,-4} " : "-      ");
        writer.Printf("%016p %s\n", row.Thread, row.Process);
    }
}
