using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Shows the names of C++ as they were written.</summary>
[Dcmd("dem", "demangle")]
internal sealed class Dem : Dcmd
{
    private sealed record Row(string Name, string Demangled);

    private static readonly Table<Row> Layout = new(
        [new("name", r => r.Name), new("demangled", r => r.Demangled)],
        Header: null,
        (r, w) => w.Printf("%s == %s\n", r.Name, r.Demangled));

    public override DcmdInfo Info { get; } = new("dem", "demangle C++ symbol names")
    {
        Usage = "name ...",
        StockHelp = false,
        Help = "Shows mangled names of C++ as they were written; a name that is not mangled, or not understood, stays as it is.",
        Examples = ["::dem _ZN3foo3barEi"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count == 0)
        {
            return Status.Usage;
        }

        foreach (Argument argument in call.Arguments)
        {
            string name = argument.Text ?? argument.Value.ToString("x");
            if (!call.Row(Layout, new Row(name, Demangler.Demangle(name) ?? name)))
            {
                break;
            }
        }

        return Status.Ok;
    }
}
