using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Refuses to load debugger modules: all that there are are built in.</summary>
[Dcmd("load")]
internal sealed class Load : Dcmd
{
    public override DcmdInfo Info { get; } = new("load", "load debugger module")
    {
        Usage = "[-s] module",
        StockHelp = false,
        Help = "Every command of this debugger is built in: there is nothing to load. A module file of stock mdb is native code and cannot be used.",
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "s") is not { } options || call.Arguments.Count != options.Rest + 1
            || call.Arguments[options.Rest].Text is not { } module)
        {
            return Status.Usage;
        }

        return call.Fail(Dmods.Exists(call.Session, module) ? $"{module} module is already loaded" : $"no module '{module}' could be found");
    }
}
