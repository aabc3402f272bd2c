using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Platform;

/// <summary>Lists what the CPUs noted of their traps.</summary>
[Dcmd("ttrace")]
internal sealed class Ttrace : Dcmd
{
    public override DcmdInfo Info { get; } = new("ttrace", "dump trap trace buffers")
    {
        Usage = "[-x] [-t kthread]",
        Address = AddressUse.Optional,
        Module = "unix",
        StockPipeForm = false,
        Help = """
            Lists the traps, interrupts and system calls that the CPUs noted, newest first, or shows the trap_trace_rec_t at the address:
            its time, vector, what handled it and the instruction that it came at. Kernels built for debugging note them.

              -t thread  only those of the thread
              -x         with the registers
            """,
        Examples = ["::ttrace", "::ttrace -x"],
    };

    public override string? InputType => "trap_trace_rec_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "x", numbers: "t") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        Table<TrapRow> table = options.Has('x') ? TrapRow.WithRegisters : TrapRow.Layout;
        Func<ulong, int?> cpus = TrapTrace.Cpus(call.Session.Kernel);
        bool ofThread = options.TryNumber('t', out ulong thread);
        return KernelObject.Each(call, "ttrace", () => call.Header(table), address =>
            !KernelObject.TryRead(call.Run, "trap_trace_rec_t", address, "failed to read trap_trace_rec_t at ", out Value record) ? Status.Error
            : ofThread && record.Number("ttr_curthread") != thread ? Status.Ok
            : call.Row(table, TrapRow.Of(call.Run, record, cpus(address)), new Item(address, record.Type)) ? Status.Ok
            : Status.Abort);
    }
}
