using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Lists the functions of a stack with their frame pointers.</summary>
[Dcmd("stackregs")]
internal sealed class StackRegs : StackDcmd
{
    public override DcmdInfo Info { get; } = new("stackregs", "print stack backtrace and registers")
    {
        Usage = "[cnt]",
        Address = AddressUse.Optional,
        StockPipeForm = false,
        StockHelp = false,
        Help = HelpText,
        Examples = ["::stackregs"],
    };

    protected override bool WithPointer => true;
}
