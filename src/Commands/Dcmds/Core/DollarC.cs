using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Lists the functions of a stack.</summary>
[Dcmd("$c")]
internal sealed class DollarC : StackDcmd
{
    public override DcmdInfo Info { get; } = new("$c", "print stack backtrace")
    {
        Usage = "[cnt]",
        Address = AddressUse.Optional,
        StockPipeForm = false,
        StockHelp = false,
        Help = HelpText,
        Examples = ["$c"],
    };

    protected override bool WithPointer => false;
}
