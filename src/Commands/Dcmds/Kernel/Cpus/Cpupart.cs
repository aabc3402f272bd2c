using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>Shows processor partitions.</summary>
[Dcmd("cpupart")]
internal sealed class Cpupart : Dcmd
{
    internal const string Heading = " ID             ADDR NRUN #CPU CPUS";

    public override DcmdInfo Info { get; } = new("cpupart", "print cpu partition info")
    {
        Usage = "[-v]",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows a processor partition, or all: how many threads wait to run, its processors; -v with those threads.",
        Examples = ["::cpupart", "::cpupart -v"],
    };

    public override string? InputType => "cpupart_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "v") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        bool verbose = options.Has('v');
        return KernelObject.Each(call, "cpupart_walk", () => ShowHeading(call), address =>
            !KernelObject.TryRead(call.Run, "cpupart_t", address, "failed to read cpupart_t at ", out Value partition) ? Status.Error
            : call.Emit(CpupartEvent.Of(call.Run, partition, verbose)) ? Status.Ok
            : Status.Abort);
    }

    private static void ShowHeading(Invocation call)
    {
        if (call.WantsHeader && (!call.ToPipe || call.Stock))
        {
            call.Line(Heading);
        }
    }
}
