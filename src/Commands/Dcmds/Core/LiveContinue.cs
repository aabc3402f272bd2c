using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Continuing, which a dump cannot.</summary>
[Dcmd("cont", ":c")]
internal sealed class LiveContinue() : LiveCommand("cont", "continue target execution", "[ sig ]", AddressUse.Optional, "failed to continue target: target is a core file");
