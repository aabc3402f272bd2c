using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Shows or sets the radix of numbers without a prefix.</summary>
[Dcmd("$d")]
internal sealed class Radix : Dcmd
{
    private const ulong Smallest = 2;
    private const ulong Largest = 16;

    private static readonly Table<int> Layout = new([new("radix", r => r)], Header: null, (r, w) => w.Write($"radix = {r} base ten\n"));

    public override DcmdInfo Info { get; } = new("$d", "get/set default output radix")
    {
        Address = AddressUse.Optional,
        StockHelp = false,
        Help = """
            Shows the radix in decimal; with an address, sets it first. The address is read
            in the radix that still holds: 0t10$d is decimal whatever it is.
            """,
        Examples = ["$d", "0t10$d"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.HasAddress)
        {
            if (call.Address is < Smallest or > Largest)
            {
                return call.Fail("expected radix from 2 to 16", Status.Abort);
            }

            call.Session.Radix = (int)call.Address;
        }

        call.Row(Layout, call.Session.Radix);
        return Status.Ok;
    }
}
