using Commands.Pipeline;
using DumpReader.Symbols;

namespace Commands.Dcmds.Core;

/// <summary>Lists symbols.</summary>
[Dcmd("nm")]
internal sealed class Nm : Dcmd
{
    /// <summary>The program that is looked at, whatever its name.</summary>
    private const string AnyExecutable = "a.out";

    public override DcmdInfo Info { get; } = new("nm", "print symbols")
    {
        Usage = "[-DPdghnopuvx] [-f format] [-t types] [object]",
        Address = AddressUse.Optional,
        StockPipeForm = false,
        Help = """
            Lists the symbols of the kernel image or of the object file, or of the
            module named; with an address only the symbol that holds it.

              -D         the dynamic symbol table
              -P         the private symbols, made by ::nmadd
              -d, -o, -x values and sizes in decimal, octal, hexadecimal
              -g         global symbols only
              -h         without heading
              -n, -v     sorted by name, by value
              -p         without heading; with -P as commands that make the symbols again
              -u         undefined symbols only
              -f format  columns, any of ndx,val,sz,type,bind,oth,shndx,name,ctype,obj,ctfid
              -t types   only these, any of noty,objt,func,sect,file,comm,tls,regi
            """,
        Examples = ["::nm genunix", "*panic_thread::nm", "::nm -f name,val -t objt"],
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "DPdghnopuvx", texts: "ft") is not { } options || call.Arguments.Count > options.Rest + 1)
        {
            return Status.Usage;
        }

        if (options.Has('P') && call.HasAddress)
        {
            return call.Fail("-P/address options are mutually exclusive", Status.Usage);
        }

        if (SymbolColumns.Parse(options.Text('f'), out string? bad) is not { } columns)
        {
            return call.Fail($"invalid format field -- {bad}", Status.Usage);
        }

        if (SymbolFilter.Parse(options, out bad) is not { } filter)
        {
            return call.Fail($"invalid symbol type -- {bad}", Status.Usage);
        }

        char radix = options.Has('o') ? 'o' : options.Has('d') ? 'd' : 'x';
        bool again = options.Has('P') && options.Has('p');
        Table<SymbolRow> table = SymbolLayout.Create(columns, radix, heading: !options.Has('h') && !options.Has('p'), again);
        call.Header(table);

        string? module = call.Arguments.Count > options.Rest ? call.Arguments[options.Rest].Text : null;
        if (call.HasAddress)
        {
            return OfAddress(call, table, filter, columns);
        }

        IReadOnlyList<SymbolTable> sources = Sources(call, options, module);
        if (sources.Count == 0)
        {
            string reason = call.Target.Symbols.Tables.Count > 0 || module is not null ? Reasons.UnknownObject
                : call.Session.HasNothing ? Reasons.NoProcess : Reasons.NotSupported;
            return call.Fail($"failed to iterate over symbols: {reason}");
        }

        if (call.Target.Elf is not null && !options.Has('P') && sources[0].Count == 0)
        {
            return call.Fail($"failed to iterate over symbols: the file has no {(options.Has('D') ? ".dynsym" : ".symtab")}");
        }

        if (call.Target.Elf is null && !options.Has('P'))
        {
            call.Run.ReadModules();
            foreach (SymbolTable source in sources)
            {
                call.Run.Whole(source);
            }
        }

        IEnumerable<Symbol> symbols = sources.SelectMany(Symbols).Where(filter.Accepts);
        if (options.Has('n'))
        {
            symbols = symbols.OrderBy(s => s.Name, StringComparer.Ordinal);
        }
        else if (options.Has('v'))
        {
            symbols = symbols.OrderBy(s => s.Value);
        }

        foreach (Symbol symbol in symbols)
        {
            if (!Show(call, table, columns, symbol))
            {
                break;
            }
        }

        return Status.Ok;
    }

    private static Status OfAddress(Invocation call, Table<SymbolRow> table, SymbolFilter filter, SymbolColumns columns)
    {
        if (!call.Session.TryFind(call.Address, out Symbol symbol, out _))
        {
            return call.Fail($"{call.Address:x}: {Reasons.NoSymbol}");
        }

        symbol = InModule(call, symbol);
        if (filter.Accepts(symbol))
        {
            Show(call, table, columns, symbol);
        }

        return Status.Ok;
    }

    /// <summary>Without a module, the modules' own tables: that of the image knows no sections.</summary>
    private static IReadOnlyList<SymbolTable> Sources(Invocation call, CommandOptions options, string? module)
    {
        if (options.Has('P'))
        {
            return [call.Session.PrivateSymbols];
        }

        IReadOnlyList<SymbolTable> tables = call.Target.Symbols.Tables;
        if (call.Target.Elf is { } file)
        {
            return module is null || module == file.Name || module == AnyExecutable ? [.. tables.Where(t => t.IsDynamic == options.Has('D'))] : [];
        }

        IReadOnlyList<SymbolTable> found = [.. tables.Where(t => t.Module is not null && (module is null || t.Module == module))];
        return found.Count > 0 ? found : [.. tables.Where(t => t.Module is null && module is null or "unix")];
    }

    /// <summary>The symbol as the table of its module has it, with its section.</summary>
    private static Symbol InModule(Invocation call, Symbol symbol)
    {
        if (symbol.Table.Module is null && call.Target.Modules.FirstOrDefault(m => m.Contains(symbol.Value)) is { } module
            && call.Target.Symbols.Tables.FirstOrDefault(t => t.Module == module.Name) is { } table
            && table.TryFind(symbol.Name, out Symbol own) && own.Value == symbol.Value)
        {
            return own;
        }

        return symbol;
    }

    private static IEnumerable<Symbol> Symbols(SymbolTable table)
    {
        for (int i = 0; i < table.Count; i++)
        {
            yield return table[i];
        }
    }

    private static bool Show(Invocation call, Table<SymbolRow> table, SymbolColumns columns, Symbol symbol)
    {
        string type = columns.Type ? call.Target.Types.OfSymbol(symbol, out _)?.Name ?? "" : "";
        int id = columns.TypeId ? call.Target.Types.OfSymbol(symbol, out _)?.Id ?? 0 : 0;
        return call.Row(table, new SymbolRow(symbol, type, id), new Item(symbol.Value));
    }
}
