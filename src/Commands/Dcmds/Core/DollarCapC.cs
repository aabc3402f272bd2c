using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Lists the functions of a stack with their frame pointers.</summary>
[Dcmd("$C")]
internal sealed class DollarCapC : StackDcmd
{
    public override DcmdInfo Info { get; } = new("$C", "print stack backtrace with frame pointers")
    {
        Usage = "[cnt]",
        Address = AddressUse.Optional,
        StockPipeForm = false,
        StockHelp = false,
        Help = HelpText,
        Examples = ["$C"],
    };

    protected override bool WithPointer => true;
}
