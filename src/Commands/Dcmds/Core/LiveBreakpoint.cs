using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Breakpoints, which a dump cannot have.</summary>
[Dcmd("bp", ":b")]
internal sealed class LiveBreakpoint() : LiveCommand("bp", "set breakpoints at the specified addresses", "[+/-dDestT] [-c cmd] [-n count] sym ...", AddressUse.Optional, "failed to add breakpoint: operation not supported by target");
