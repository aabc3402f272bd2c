using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Lists the functions of a stack.</summary>
[Dcmd("stack")]
internal sealed class Stack : StackDcmd
{
    public override DcmdInfo Info { get; } = new("stack", "print stack backtrace")
    {
        Usage = "[cnt]",
        Address = AddressUse.Optional,
        StockPipeForm = false,
        StockHelp = false,
        Help = HelpText,
        Examples = ["::stack"],
    };

    protected override bool WithPointer => false;
}
