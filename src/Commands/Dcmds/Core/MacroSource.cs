using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary><c>$&lt;&lt;name</c>.</summary>
[Dcmd("$<<")]
internal sealed class MacroSource() : Macro("$<<", replaces: false);
