using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>How far from a symbol an address still belongs to it.</summary>
[Dcmd("$s")]
internal sealed class SymbolDistance : Dcmd
{
    private static readonly Table<ulong> Layout = new(
        [new("distance", d => d), new("mode", d => Mode(d))],
        Header: null,
        (d, w) => w.Printf("symbol matching distance = %lr (%s)\n", d, Mode(d)));

    public override DcmdInfo Info { get; } = new("$s", "get/set symbol matching distance")
    {
        Address = AddressUse.Optional,
        StockHelp = false,
        Help = """
            Shows how far from a symbol an address still belongs to it; with an address
            sets the distance. 0 is smart mode: up to the size of the symbol.
            """,
        Examples = ["$s"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        if (call.HasAddress)
        {
            call.Session.Options.SymbolDistance = call.Address;
        }

        call.Row(Layout, call.Session.Options.SymbolDistance);
        return Status.Ok;
    }

    private static string Mode(ulong distance) => distance == 0 ? "smart mode" : "absolute mode";
}
