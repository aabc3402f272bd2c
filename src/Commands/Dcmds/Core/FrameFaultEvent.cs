using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Where a stack listing could not go on; the end of the command ends the line.</summary>
internal sealed class FrameFaultEvent(ulong framePointer, string reason) : FactEvent
{
    public override void WriteText(Run run, MdbWriter writer) => writer.Write($"{framePointer:x} [{reason}]");

    public override void Facts(Run run, FactWriter facts)
    {
        facts.Add("fp", Cell.Address(framePointer));
        facts.Add("pc", Cell.None);
        facts.Add("function", Cell.None);
        facts.Add("signal", Cell.None);
        facts.Add("args", Cell.None);
        facts.Add("fault", reason);
    }
}
