using Commands.Output;
using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Platform;

/// <summary>A trap, an interrupt or a system call that a CPU noted (<c>trap_trace_rec_t</c>, sys/traptrace.h).</summary>
/// <param name="Record">Read whole.</param>
/// <param name="Cpu">Number of the CPU; null where the record is in no ring.</param>
/// <param name="Handler">Function that was called for it; 0 where that is not known.</param>
internal sealed record TrapRow(Value Record, int? Cpu, ulong Handler)
{
    private const int HandlerWidth = 17;

    private const int RegistersPerLine = 3;

    // TT_ of sys/traptrace.h.
    private static readonly Dictionary<ulong, string> Types = new()
    {
        [0xaa] = "sysc",
        [0xab] = "syse",
        [0xac] = "asys",
        [0xad] = "as64",
        [0xbb] = "intr",
        [0xcc] = "trap",
        [0xdd] = "itrp",
        [0xee] = "evnt",
        [0xf0] = "xcal",
    };

    /// <summary>Short names of the exceptions of the processor.</summary>
    private static readonly string[] Exceptions =
    [
        "#de", "#db", "nmi", "#bp", "#of", "#br", "#ud", "#nm", "#df", "-", "#ts", "#np", "#ss", "#gp", "#pf", "-", "#mf", "#ac", "#mc", "#xf",
    ];

    /// <summary>Members of <c>struct regs</c>, with the names of the text.</summary>
    private static readonly string[] Registers =
    [
        "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "rsp", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15",
        "cs", "ds", "es", "fs", "gs", "ss", "trapno", "err", "rip", "rfl",
    ];

    private static readonly Column<TrapRow>[] Columns =
    [
        new("addr", r => Cell.Address(r.Record.Address)), new("cpu", r => r.Cpu is { } cpu ? cpu : Cell.None),
        new("timestamp", r => r.Record.Number("ttr_stamp")), new("type", r => r.Type), new("vector", r => r.IsCall ? Cell.None : r.Vector),
        new("call", r => r.IsCall ? r.Call : Cell.None), new("exception", r => r.Exception),
        new("handler", r => r.Handler == 0 ? Cell.None : Cell.Symbolic(r.Handler)), new("rip", r => Cell.Symbolic(r.Rip)),
        new("thread", r => Cell.Address(r.Record.Number("ttr_curthread"))),
    ];

    private const string Heading = "CPU       TIMESTAMP TYPE Vec HANDLER           EIP";

    public static readonly Table<TrapRow> Layout = new(Columns, Heading, Write);

    public static readonly Table<TrapRow> WithRegisters = new(
        [
            .. Columns, .. Registers.Select(name => new Column<TrapRow>("r_" + name, r => Cell.Address(r.Register(name)))),
            new("cr2", r => Cell.Address(r.Record.Number("ttr_cr2"))),
        ],
        Heading,
        WriteWithRegisters);

    public bool IsCall => Marker is 0xaa or 0xab or 0xac or 0xad;

    private ulong Marker => Record.Number("ttr_marker");

    private string Type => Types.GetValueOrDefault(Marker, $"({Marker:x2})");

    private ulong Vector => Marker is 0xcc ? Register("trapno") : Record.Number("ttr_info.idt_entry.vector");

    private ulong Call => Record.Number("ttr_info.gate_entry.sysnum");

    private string? Exception => Marker is 0xcc or 0xdd && Vector < (ulong)Exceptions.Length ? Exceptions[Vector] : null;

    private ulong Rip => Register("rip");

    public static TrapRow Of(Run run, Value record, int? cpu)
    {
        var row = new TrapRow(record, cpu, 0);
        return row with { Handler = row.IsCall ? Service(run, row.Call) : Gate(run, row.Vector) };
    }

    private ulong Register(string name) => Record.Number("ttr_regs.r_" + name);

    /// <summary>What a system call runs: sysent[] of sys/systm.h.</summary>
    private static ulong Service(Run run, ulong number) =>
        KernelObject.TryVariable(run, "sysent", out Value table) && table.Type.Resolve() is DumpReader.Types.ArrayType array && number < array.Count
            ? table.Element((long)number).Number("sy_callc")
            : 0;

    /// <summary>What the gate of a vector leads to: idt0[] of gate descriptors, sys/segments.h.</summary>
    private static ulong Gate(Run run, ulong vector)
    {
        if (KernelObject.Variable(run, "idt0") is not { } table || table == 0 || vector > 255
            || run.Session.FindType("gate_desc_t", out _) is not { Size: > 0 } type)
        {
            return 0;
        }

        var gate = new Value(run.Target.Memory, type, unchecked(table + (vector * type.Size)));
        return gate.Number("sgd_looffset") | (gate.Number("sgd_hioffset") << 16) | (gate.Number("sgd_hi64offset") << 32);
    }

    private static void Write(TrapRow row, MdbWriter writer)
    {
        writer.Printf(row.Cpu is null ? "%3s " : "%3d ", row.Cpu is { } cpu ? cpu : "-");
        writer.Printf("%15llx %4s ", row.Record.Number("ttr_stamp"), row.Type);
        if (row.IsCall)
        {
            writer.Printf("%3s ", "-");
        }
        else
        {
            writer.Printf("%3llx ", row.Vector);
        }

        if (row.Exception is { } exception)
        {
            writer.Printf("%-*s", HandlerWidth, exception);
        }
        else if (row.Handler != 0)
        {
            writer.Printf("%-*a", HandlerWidth, row.Handler);
        }
        else
        {
            writer.Printf("%-*s", HandlerWidth, "-");
        }

        writer.Printf(" %a\n", row.Rip);
    }

    private static void WriteWithRegisters(TrapRow row, MdbWriter writer)
    {
        Write(row, writer);
        string[] names = [.. Registers, "cr2"];
        for (int i = 0; i < names.Length; i++)
        {
            ulong value = names[i] == "cr2" ? row.Record.Number("ttr_cr2") : row.Register(names[i]);
            writer.Printf("%8s: %16lx", names[i], value);
            writer.Printf((i + 1) % RegistersPerLine == 0 || i == names.Length - 1 ? "\n" : " ");
        }

        writer.NewLine();
    }
}
