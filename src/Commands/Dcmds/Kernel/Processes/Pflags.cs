using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Processes;

/// <summary>Shows the flags of a process by name.</summary>
[Dcmd("pflags")]
internal sealed class Pflags : Dcmd
{
    // sys/proc.h.
    private static readonly BitName[] Flags = FlagNames.Table(
        ("SSYS", 0x1), ("SEXITING", 0x2), ("SITBUSY", 0x4), ("SFORKING", 0x8), ("SWATCHOK", 0x10), ("SKILLED", 0x100), ("SSCONT", 0x200),
        ("SZONETOP", 0x400), ("SEXTKILLED", 0x800), ("SUGID", 0x2000), ("SEXECED", 0x4000), ("SJCTL", 0x10000), ("SNOWAIT", 0x20000),
        ("SVFORK", 0x40000), ("SVFWAIT", 0x80000), ("SEXITLWPS", 0x100000), ("SHOLDFORK", 0x200000), ("SHOLDFORK1", 0x800000),
        ("SCOREDUMP", 0x1000000), ("SMSACCT", 0x2000000), ("SLWPWRAP", 0x4000000), ("SAUTOLPG", 0x8000000), ("SNOCD", 0x10000000),
        ("SHOLDWATCH", 0x20000000), ("SMSFORK", 0x40000000), ("SDOCORE", 0x80000000));

    private static readonly BitName[] PidFlags =
        FlagNames.Table(("CLDPEND", 1), ("CLDCONT", 2), ("CLDNOSIGCHLD", 4), ("CLDWAITPID", 8));

    private static readonly BitName[] ProcFlags = FlagNames.Table(
        ("P_PR_TRACE", 0x1), ("P_PR_PTRACE", 0x2), ("P_PR_FORK", 0x4), ("P_PR_LOCK", 0x8), ("P_PR_ASYNC", 0x10), ("P_PR_EXEC", 0x20),
        ("P_PR_BPTADJ", 0x40), ("P_PR_RUNLCL", 0x80), ("P_PR_KILLCL", 0x100));

    private static readonly Table<Value> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("pid", r => r.Signed("p_pidp->pid_id")),
            new("flag", r => r.Number("p_flag")), new("flags", r => FlagNames.Of(r.Number("p_flag"), Flags)),
            new("pidflag", r => r.Number("p_pidflag")), new("pidflags", r => FlagNames.Of(r.Number("p_pidflag"), PidFlags)),
            new("proc_flag", r => r.Number("p_proc_flag")), new("proc_flags", r => FlagNames.Of(r.Number("p_proc_flag"), ProcFlags)),
        ],
        Header: null,
        (r, w) =>
        {
            w.Printf("%p [pid %d]:\n", r.Address, (int)r.Signed("p_pidp->pid_id"));
            w.Printf("\tp_flag:      %08x <%b>\n", r.Number("p_flag"), r.Number("p_flag"), Flags);
            w.Printf("\tp_pidflag:   %08x <%b>\n", r.Number("p_pidflag"), r.Number("p_pidflag"), PidFlags);
            w.Printf("\tp_proc_flag: %08x <%b>\n", r.Number("p_proc_flag"), r.Number("p_proc_flag"), ProcFlags);
        });

    public override DcmdInfo Info { get; } = new("pflags", "display various proc_t flags")
    {
        Address = AddressUse.Optional,
        UsageNamesAddress = false,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows the flag words of a process, or of all, with the names of the bits set.",
        Examples = ["::pflags"],
    };

    public override string? InputType => "proc_t";

    public override Status Invoke(Invocation call) =>
        call.Arguments.Count > 0 ? Status.Usage : KernelObject.Each(call, "proc", () => { }, address =>
        {
            if (!KernelObject.TryRead(call.Run, "proc_t", address, "failed to read proc_t at ", out Value process))
            {
                return Status.Error;
            }

            return call.Row(Layout, process, new Item(address, process.Type)) ? Status.Ok : Status.Abort;
        });
}
