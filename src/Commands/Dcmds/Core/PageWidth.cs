using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Width of the output page.</summary>
[Dcmd("$w")]
internal sealed class PageWidth : Dcmd
{
    /// <summary>Wider than any terminal.</summary>
    private const ulong Widest = 65_536;

    private static readonly Table<int> Layout = new([new("width", w => w)], Header: null, (width, w) => w.Printf("output page width = %d\n", width));

    public override DcmdInfo Info { get; } = new("$w", "get/set output page width")
    {
        Address = AddressUse.Optional,
        StockHelp = false,
        Help = "Shows the number of columns that tables and formats wrap at; with an address sets it.",
        Examples = ["$w"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        if (call.HasAddress)
        {
            if (call.Address is 0 or > Widest)
            {
                return call.Fail($"expected page width from 1 to {Widest}");
            }

            call.Session.Options.PageWidth = (int)call.Address;
        }

        call.Row(Layout, call.Session.Options.PageWidth);
        return Status.Ok;
    }
}
