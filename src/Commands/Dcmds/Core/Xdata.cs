using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>External data buffers: parts of a process core that lie outside its memory. No target that Mdb opens has any.</summary>
[Dcmd("xdata")]
internal sealed class Xdata : Dcmd
{
    public override DcmdInfo Info { get; } = new("xdata", "print list of external data buffers")
    {
        StockHelp = false,
        Help = "Lists the buffers that the core of a process holds beside its memory. A kernel dump and a plain file have none.",
        Examples = ["::xdata"],
    };

    public override Status Invoke(Invocation call) => call.Arguments.Count > 0 || call.HasAddress ? Status.Usage : Status.Ok;
}
