using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Processes;

/// <summary>Tells the drivers of segments apart by their operations (s_ops).</summary>
internal sealed class SegmentKinds(Run run)
{
    private readonly ulong _vnodes = Operations(run, "segvn_ops");

    private readonly ulong _holes = Operations(run, "seghole_ops");

    /// <summary>A mapping of a file or of memory without one.</summary>
    public bool IsVnode(Value segment) => _vnodes != 0 && segment.Number("s_ops") == _vnodes;

    /// <summary>Addresses that are kept free.</summary>
    public bool IsHole(Value segment) => _holes != 0 && segment.Number("s_ops") == _holes;

    private static ulong Operations(Run run, string name)
    {
        KernelObjects kernel = run.Session.Kernel;
        return kernel.TrySymbol(name, out ulong address) ? address : 0;
    }
}
