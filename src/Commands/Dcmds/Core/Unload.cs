using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Refuses to unload debugger modules: all are built in.</summary>
[Dcmd("unload")]
internal sealed class Unload : Dcmd
{
    public override DcmdInfo Info { get; } = new("unload", "unload debugger module")
    {
        Usage = "[-d] module",
        StockHelp = false,
        Help = "Every command of this debugger is built in: there is nothing to unload.",
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "d") is not { } options || call.Arguments.Count != options.Rest + 1
            || call.Arguments[options.Rest].Text is not { } module)
        {
            return Status.Usage;
        }

        return call.Fail($"failed to unload {module}: {(Dmods.Exists(call.Session, module) ? "cannot unload built-in module" : "specified module is not loaded")}");
    }
}
