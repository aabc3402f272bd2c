using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Floating-point registers, which a dump does not have.</summary>
[Dcmd("fpregs", "$x", "$X", "$y", "$Y")]
internal sealed class LiveFloats() : LiveCommand("fpregs", "print floating point registers", "", AddressUse.None, Reasons.NotOnThisTarget);
