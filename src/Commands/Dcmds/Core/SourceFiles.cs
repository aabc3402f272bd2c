using Commands.Pipeline;
using DumpReader.Symbols;

namespace Commands.Dcmds.Core;

/// <summary>The source files that the symbol tables name.</summary>
[Dcmd("files", "$f")]
internal sealed class SourceFiles : Dcmd
{
    private static readonly Table<string> Layout = new([new("file", f => f)], Header: null, (f, w) => w.Printf("%s\n", f));

    public override DcmdInfo Info { get; } = new("files", "print listing of source files")
    {
        Usage = "[object]",
        StockHelp = false,
        Help = "Lists the source files that the symbol table of the kernel, or of the module named, was made from.",
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 1)
        {
            return Status.Usage;
        }

        string? module = call.Arguments.Count == 1 ? call.Arguments[0].Text : null;
        SymbolTable? table = call.Target.Symbols.Tables.FirstOrDefault(t => module is null || t.Module == module || (call.Target.Elf is not null && t.LoadObject == module));
        if (table is null)
        {
            return call.Fail($"failed to iterate over symbols: {(module is not null ? Reasons.UnknownObject : call.Session.HasNothing ? Reasons.NoProcess : Reasons.NotSupported)}");
        }

        for (int i = 0; i < table.Count && !call.Run.ShouldStop; i++)
        {
            if (table[i] is { Type: SymbolType.File } symbol && !call.Row(Layout, symbol.Name))
            {
                break;
            }
        }

        return Status.Ok;
    }
}
