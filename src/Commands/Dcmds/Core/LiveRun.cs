using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Running a program, which a dump cannot.</summary>
[Dcmd("run", ":r")]
internal sealed class LiveRun() : LiveCommand("run", "run a new target process", "[args ...]", AddressUse.None, "failed to create new target: operation not supported by target");
