using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>A command that only says something.</summary>
internal abstract class Remark(string name, string summary, string text) : Dcmd
{
    private static readonly Table<string> Layout = new([new("text", r => r)], Header: null, (r, w) => w.Write(r + "\n"));

    public override DcmdInfo Info { get; } = new(name, summary) { StockHelp = false, StockPipeForm = false, Help = "Says one line." };

    public override Status Invoke(Invocation call)
    {
        call.Row(Layout, text);
        return Status.Ok;
    }
}

/// <summary>Where adb had the algol stack.</summary>
[Dcmd("$a")]
internal sealed class NoAdb() : Remark("$a", "algol stack of adb", "No adb here");

/// <summary>An old joke of the debugger.</summary>
[Dcmd("obey")]
internal sealed class Obey() : Remark("obey", "language of the machine", "No Language H here");
