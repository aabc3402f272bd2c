using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary><c>$&lt;name</c>.</summary>
[Dcmd("$<")]
internal sealed class MacroReplace() : Macro("$<", replaces: true);
