using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Writing, which this debugger never does.</summary>
[Dcmd("$W")]
internal sealed class LiveReopen() : LiveCommand("$W", "re-open target in write mode", "", AddressUse.None, "failed to re-open target: target is a core file");
