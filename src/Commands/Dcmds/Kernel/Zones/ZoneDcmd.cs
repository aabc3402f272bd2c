using Commands.Pipeline;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Zones;

/// <summary>Shows zones, or who refers to them.</summary>
[Dcmd("zone")]
internal sealed class ZoneDcmd : Dcmd
{
    private const int NameRoom = 20;

    private const int PathRoom = 32;

    // zone_status_t of sys/zone.h.
    private static readonly string[] Names =
        ["uninitialized", "initialized", "ready", "booting", "running", "shutting_down", "empty", "down", "dying", "dead"];

    private static readonly Table<Value> Zones = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("id", r => r.Signed("zone_id")), new("status", r => State(r)),
            new("name", r => r.Text("zone_name")), new("path", r => r.Text("zone_rootpath")),
        ],
        "            ADDR     ID STATUS        NAME                 PATH",
        (r, w) => w.Printf("%0?p %6d %-13s %-20s %s\n", r.Address, (int)r.Signed("zone_id"), State(r),
            Cut(r.Text("zone_name"), NameRoom), Cut(r.Text("zone_rootpath"), PathRoom)));

    private static readonly Table<Value> References = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("id", r => r.Signed("zone_id")), new("refs", r => r.Number("zone_ref")),
            new("crefs", r => r.Number("zone_cred_ref")), new("name", r => r.Text("zone_name")),
        ],
        "            ADDR     ID       REFS      CREFS NAME                ",
        (r, w) => w.Printf("%0?p %6d %10u %10u %-20s\n", r.Address, (int)r.Signed("zone_id"), (uint)r.Number("zone_ref"),
            (uint)r.Number("zone_cred_ref"), Cut(r.Text("zone_name"), NameRoom)));

    private sealed record Share(string Name, ulong Count);

    private static readonly Table<Share> Shares = new(
        [new("subsystem", r => r.Name), new("refs", r => r.Count)], Header: null, (r, w) =>
            w.Printf("       %15s: %10u\n", r.Name, (uint)r.Count));

    public override DcmdInfo Info { get; } = new("zone", "display kernel zone(s)")
    {
        Usage = "[-r [-v]]",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = """
            Shows a zone, or all that are active: number, state, name and root.

              -r  how often it is referred to, in all and by credentials
              -v  with -r: by each subsystem
            """,
        Examples = ["::zone", "::zone -rv"],
    };

    public override string? InputType => "zone_t";

    /// <summary>A zone's name as the columns show it.</summary>
    public static string ShortName(Value zone) => Cut(zone.Text("zone_name"), NameRoom);

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "rv") is not { } options || options.Rest != call.Arguments.Count
            || (options.Has('v') && !options.Has('r')))
        {
            return Status.Usage;
        }

        Table<Value> table = options.Has('r') ? References : Zones;
        return KernelObject.Each(call, "zone", () => call.Header(table), address =>
        {
            if (!KernelObject.TryRead(call.Run, "zone_t", address, "can't read zone_t structure at ", out Value zone, reason: false))
            {
                return Status.Error;
            }

            bool more = call.Row(table, zone, new Item(address, zone.Type));
            return more && (!options.Has('v') || ShowShares(call, zone)) ? Status.Ok : Status.Abort;
        });
    }

    private static bool ShowShares(Invocation call, Value zone)
    {
        if (!zone.TryGet("zone_subsys_ref", out Value counts) || counts.Type.Resolve() is not ArrayType { Count: var length }
            || !KernelObject.TryVariable(call.Run, "zone_ref_subsys_names", out Value names) || names.Type.Resolve() is not ArrayType named)
        {
            return true;
        }

        for (uint i = 0; i < length && i < named.Count; i++)
        {
            if (counts.Element(i).TryUInt64(out ulong count) && count != 0)
            {
                string name = names.Element(i).TryString(out string text) ? text : "?";
                if (!call.Row(Shares, new Share(name, count)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static string State(Value zone) => zone.Number("zone_status") is var status
        && status < (ulong)Names.Length ? Names[status] : "???";

    private static string Cut(string text, int room) => text.Length < room ? text : text[..(room - 4)] + "...";
}
