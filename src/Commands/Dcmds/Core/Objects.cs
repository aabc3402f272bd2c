using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Dcmds.Core;

/// <summary>The load objects of the target: on a kernel its modules.</summary>
[Dcmd("objects")]
internal sealed class Objects : Dcmd
{
    private static readonly Table<Module> Versions = new(
        [new("name", m => m.Name), new("file", m => m.FileName)],
        "NAME                     VERSION",
        (m, w) => w.Printf("%-24s %s\n", m.Name, "unknown"));

    public override DcmdInfo Info { get; } = new("objects", "print load objects information")
    {
        Usage = "[-v]",
        StockHelp = false,
        Help = "Lists the modules of the kernel with the address range of their text; -v shows their versions.",
        StockPipeForm = false,
        Examples = ["::objects", "::objects -v"],
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "v") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        if (options.Has('v'))
        {
            call.Header(Versions);
        }
        else
        {
            call.Header(Extent.Layout);
        }

        foreach (Module module in call.Run.ReadModules().Where(m => m.TextSize > 0))
        {
            bool more = options.Has('v')
                ? call.Row(Versions, module)
                : call.Row(Extent.Layout, new Extent(module.TextBase, module.TextSize, module.Name), new Item(module.TextBase));
            if (!more)
            {
                break;
            }
        }

        return Status.Ok;
    }
}
