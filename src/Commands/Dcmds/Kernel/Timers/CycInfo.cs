using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Timers;

/// <summary>Shows the cyclics of the processors.</summary>
[Dcmd("cycinfo")]
internal sealed class CycInfo : Dcmd
{
    private static readonly Table<CyclicCpu> Layout = new(
        [
            new("cpu", r => r.Processor), new("cyc_cpu", r => Cell.Address(r.Cpu.Address)), new("state", r => r.State), new("nelems", r => r.Used),
            new("root", r => r.Root is null ? Cell.None : Cell.Address(r.Cpu.Number("cyp_cyclics"))), new("fire", r => r.Root is { } root ? root.Fire : Cell.None),
            new("handler", r => r.Root is { } root ? Cell.Symbolic(root.Handler) : Cell.None),
        ],
        "CPU     CYC_CPU   STATE NELEMS        ROOT            FIRE HANDLER",
        Write);

    public override DcmdInfo Info { get; } = new("cycinfo", "dump cyc_cpu info")
    {
        Usage = "[-vV]",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = """
            Shows the cyclic subsystem of a processor (cyc_cpu_t), or of all: state, how many
            cyclics, and the one that fires next.

              -v  with a drawing of the heap and all cyclics
              -V  also those not in use and the soft interrupt buffers
            """,
        Examples = ["::cycinfo", "::cycinfo -v", "::cycinfo -V"],
    };

    public override string? InputType => "cyc_cpu_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "vV") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        bool all = options.Has('V');
        bool verbose = all || options.Has('v');
        bool first = !call.IsLoop || call.IsFirst;
        return KernelObject.Each(call, "cyccpu", () => Heading(call, verbose), address =>
        {
            if (!KernelObject.TryRead(call.Run, "cyc_cpu_t", address, "couldn't read cyc_cpu at ", out Value value))
            {
                return Status.Error;
            }

            if (verbose)
            {
                call.Text((first ? "" : "\n\n") + Layout.Header + "\n");
                first = false;
            }

            CyclicCpu cpu = CyclicCpu.Of(call.Run, value);
            bool more = call.Row(Layout, cpu, new Item(address, value.Type)) && (!verbose || CyclicDetail.Show(call, cpu, all));
            return more ? Status.Ok : Status.Abort;
        });
    }

    /// <summary>The detailed form has one before each.</summary>
    private static void Heading(Invocation call, bool verbose)
    {
        if (!verbose)
        {
            call.Header(Layout);
        }
    }

    private static void Write(CyclicCpu row, MdbWriter writer)
    {
        writer.Printf("%3d %011p %7s %6d ", (int)row.Processor, row.Cpu.Address, row.State, row.Used);
        if (row.Root is { } root)
        {
            writer.Printf("%011p %15llx %a\n", row.Cpu.Number("cyp_cyclics"), root.Fire, root.Handler);
        }
        else
        {
            writer.Printf("%11s %15s %s\n", "-", "-", "-");
        }
    }
}
