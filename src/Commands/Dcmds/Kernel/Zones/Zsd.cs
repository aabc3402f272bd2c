using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Zones;

/// <summary>Shows zone-specific data.</summary>
[Dcmd("zsd")]
internal sealed class Zsd : Dcmd
{
    private sealed record Row(Value Zone, bool First, Value? Entry, string? Reason);

    private static readonly Table<Row> Layout = Columns(callbacks: false);

    private static readonly Table<Row> Wide = Columns(callbacks: true);

    public override DcmdInfo Info { get; } = new("zsd", "display zone-specific-data entries for zones")
    {
        Usage = "[-v] [zsd_key]",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = """
            Shows what modules keep for a zone, or for all: key, value and flags.

              -v       with the functions that make, shut down and destroy it
              zsd_key  only what has that key
            """,
        Examples = ["::zsd", "::zsd -v"],
    };

    public override string? InputType => "zone_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "v") is not { } options || options.Rest + 1 < call.Arguments.Count)
        {
            return Status.Usage;
        }

        ulong key = 0;
        bool keyed = options.Rest < call.Arguments.Count;
        if (keyed && !call.TryNumber(call.Arguments[options.Rest], out key))
        {
            return Status.Error;
        }

        Table<Row> table = options.Has('v') ? Wide : Layout;
        return KernelObject.Each(call, "zone", () => call.Header(table), address =>
        {
            if (!KernelObject.TryRead(call.Run, "zone_t", address, "can't read zone_t structure at ", out Value zone, reason: false))
            {
                return Status.Error;
            }

            return Show(call, table, zone, keyed ? key : null);
        });
    }

    private static Status Show(Invocation call, Table<Row> table, Value zone, ulong? key)
    {
        bool first = true;
        foreach (Item item in KernelObject.Elements(call.Run, "zsd", zone.Address))
        {
            if (!KernelObject.TryRead(
                call.Run, "struct zsd_entry", item.Bits, "couldn't read zsd_entry at ", out Value entry, reason: false))
            {
                return Status.Error;
            }

            if (key is { } wanted && entry.Number("zsd_key") != (uint)wanted)
            {
                continue;
            }

            if (!call.Row(table, new Row(zone, first, entry, null), new Item(item.Bits, entry.Type)))
            {
                return Status.Abort;
            }

            first = false;
        }

        if (!first)
        {
            return Status.Ok;
        }

        call.Row(table, new Row(zone, true, null, key is null ? null : "no corresponding ZSD entry found"));
        return key is null ? Status.Ok : Status.Error;
    }

    private static Table<Row> Columns(bool callbacks)
    {
        List<Column<Row>> columns =
        [
            new("zone", r => Cell.Address(r.Zone.Address)), new("name", r => r.Zone.Text("zone_name")),
            new("key", r => r.Entry is { } e ? e.Number("zsd_key") : Cell.None),
            new("value", r => r.Entry is { } e ? Cell.Address(e.Number("zsd_data")) : Cell.None),
            new("flags", r => r.Entry is { } e ? e.Number("zsd_flags") : Cell.None),
        ];
        if (callbacks)
        {
            columns.Add(new("create", r => r.Entry is { } e ? Cell.Symbolic(e.Number("zsd_create")) : Cell.None));
            columns.Add(new("shutdown", r => r.Entry is { } e ? Cell.Symbolic(e.Number("zsd_shutdown")) : Cell.None));
            columns.Add(new("destroy", r => r.Entry is { } e ? Cell.Symbolic(e.Number("zsd_destroy")) : Cell.None));
        }

        return new Table<Row>(columns, "ZONE                              KEY            VALUE    FLAGS", (r, w) => Write(r, w, callbacks));
    }

    private static void Write(Row row, MdbWriter writer, bool callbacks)
    {
        writer.Printf("%-20s ", row.First ? ZoneDcmd.ShortName(row.Zone) : "");
        if (row.Entry is not { } entry)
        {
            writer.Printf("%s\n", row.Reason ?? "");
            return;
        }

        writer.Printf("%?x %0?p %8x\n", entry.Number("zsd_key"), entry.Number("zsd_data"), entry.Number("zsd_flags"));
        if (callbacks)
        {
            writer.Printf("%25sCreate CB:   %a\n", "", entry.Number("zsd_create"));
            writer.Printf("%25sShutdown CB: %a\n", "", entry.Number("zsd_shutdown"));
            writer.Printf("%25sDestroy CB:  %a\n", "", entry.Number("zsd_destroy"));
        }
    }
}
