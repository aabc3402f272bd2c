using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Zones;

/// <summary>Finds a zone by its number.</summary>
[Dcmd("zid2zone")]
internal sealed class Zid2Zone : Dcmd
{
    public override DcmdInfo Info { get; } = new("zid2zone", "find the zone_t with the given zone id")
    {
        Address = AddressUse.Required,
        Module = "genunix",
        StockHelp = false,
        Help = "Shows the zone whose number is the address; nothing where there is none.",
        Examples = ["0::zid2zone", "0::zid2zone | ::zone"],
    };

    public override Status Invoke(Invocation call) =>
        call.Arguments.Count > 0 ? Status.Usage : ObjectSearch.Emit(call, "zone", "zone_t", "zone_id", call.Address, all: false);
}
