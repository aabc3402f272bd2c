using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Stepping, which a dump cannot.</summary>
[Dcmd("step", ":s", ":e", ":u", "next")]
internal sealed class LiveStep() : LiveCommand("step", "single-step target to next instruction", "[ branch | over | out ] [-n count]", AddressUse.Optional, "failed to single-step target: target is a core file");
