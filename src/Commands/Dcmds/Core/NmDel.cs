using Commands.Pipeline;
using DumpReader.Symbols;

namespace Commands.Dcmds.Core;

/// <summary>Removes a private symbol.</summary>
[Dcmd("nmdel")]
internal sealed class NmDel : Dcmd
{
    private static readonly Table<Symbol> Deleted = NmAdd.Table("deleted");

    public override DcmdInfo Info { get; } = new("nmdel", "remove name from private symbol table")
    {
        Usage = "name",
        StockHelp = false,
        Help = "Removes a symbol that ::nmadd made.",
        Examples = ["1000::nmadd mysym; ::nmdel mysym"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count != 1 || call.Arguments[0].Text is not { } name)
        {
            return Status.Usage;
        }

        if (!call.Session.PrivateSymbols.Remove(name, out Symbol symbol))
        {
            return call.Fail($"symbol '{name}' not found in private symbol table");
        }

        call.Row(Deleted, symbol);
        return Status.Ok;
    }
}
