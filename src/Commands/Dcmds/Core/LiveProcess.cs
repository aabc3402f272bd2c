using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Control of a running process.</summary>
[Dcmd("attach", ":A", "release", ":R", "kill", ":k")]
internal sealed class LiveProcess() : LiveCommand("attach", "control a running process", "", AddressUse.Optional, Reasons.NotOnThisTarget);
