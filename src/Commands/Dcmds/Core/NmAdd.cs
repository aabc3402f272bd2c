using Commands.Output;
using Commands.Pipeline;
using DumpReader.Symbols;

namespace Commands.Dcmds.Core;

/// <summary>Adds a private symbol.</summary>
[Dcmd("nmadd")]
internal sealed class NmAdd : Dcmd
{
    /// <summary>What ::nmadd and ::nmdel say of a symbol.</summary>
    internal static Table<Symbol> Table(string verb) => new(
        [new("action", _ => verb), new("name", s => s.Name), new("value", s => Cell.Address(s.Value)), new("size", s => s.Size)],
        Header: null,
        (s, w) =>
        {
            w.Printf("%s %s, value=", verb, s.Name);
            w.Radix(s.Value, prefix: false);
            w.Write(" size=");
            w.Radix(s.Size, prefix: false);
            w.NewLine();
        });

    private static readonly Table<Symbol> Added = Table("added");

    public override DcmdInfo Info { get; } = new("nmadd", "add name to private symbol table")
    {
        Usage = "[-fo] [-e end] [-s size] name",
        Address = AddressUse.Required,
        Help = """
            Gives the address a name, which is then shown and understood everywhere.

              -f, -o   it is a function, a data object
              -e end   address of its end
              -s size  its size
            """,
        Examples = ["1000::nmadd -s 20 mysym"],
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "fo", "es") is not { } options || call.Arguments.Count != options.Rest + 1
            || call.Arguments[options.Rest].Text is not { Length: > 0 } name || !call.HasAddress)
        {
            return Status.Usage;
        }

        ulong size = options.Number('s', 0);
        if (options.TryNumber('e', out ulong end))
        {
            if (end < call.Address)
            {
                return call.Fail("end address must be greater than start");
            }

            size = end - call.Address;
        }

        SymbolType type = options.Has('f') ? SymbolType.Function : options.Has('o') ? SymbolType.Object : SymbolType.NoType;
        call.Row(Added, call.Session.PrivateSymbols.Add(name, call.Address, size, type));
        return Status.Ok;
    }
}
