using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Events of a running target.</summary>
[Dcmd("events", "evset", "delete", ":d", ":z", "fltbp", "sigbp", "sysbp", ":t", ":i", "wp", ":a", ":w", ":p", ":m", "$b", "$i")]
internal sealed class LiveEvent() : LiveCommand("events", "events of a running target", "", AddressUse.Optional, Reasons.NotOnThisTarget);
