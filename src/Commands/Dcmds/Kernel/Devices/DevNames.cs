using Commands.Output;
using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel;
using DumpReader.Kernel.Devices;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Devices;

/// <summary>Lists the drivers by major number.</summary>
[Dcmd("devnames")]
internal sealed class DevNames : Dcmd
{
    // sys/autoconf.h: DN_*.
    private static readonly BitName[] Flags = FlagNames.Table(
        ("DN_CONF_PARSED", 0x1), ("DN_DRIVER_BUSY", 0x2), ("DN_DRIVER_HELD", 0x20), ("DN_TAKEN_GETUDEV", 0x40),
        ("DN_DRIVER_REMOVED", 0x80), ("DN_FORCE_ATTACH", 0x100), ("DN_LEAF_DRIVER", 0x200), ("DN_NETWORK_DRIVER", 0x400),
        ("DN_NO_AUTODETACH", 0x800), ("DN_GLDV3_DRIVER", 0x1000), ("DN_PHCI_DRIVER", 0x2000), ("DN_OPEN_RETURNS_EINTR", 0x4000),
        ("DN_SCSI_SIZE_CLEAN", 0x8000), ("DN_NETWORK_PHYSDRIVER", 0x10000));

    private static readonly Column<Value>[] Brief =
    [
        new("addr", r => Cell.Address(r.Address)), new("name", r => r.Text("dn_name")),
        new("head", r => Cell.Address(r.Number("dn_head"))),
    ];

    private static readonly Table<Value> Layout =
        new(Brief, "NAME             DN_HEAD         ", (r, w) => w.Printf("%-16s %-?p\n", r.Text("dn_name"), r.Number("dn_head")));

    private static readonly Table<Value> Wide = new(
        [
            .. Brief, new("flags", r => FlagNames.Of(r.Number("dn_flags"), Flags)), new("pl", r => Cell.Address(r.Number("dn_pl"))),
            new("instance", r => r.Signed("dn_instance")), new("inlist", r => Cell.Address(r.Number("dn_inlist"))),
            new("global_prop_ptr", r => Cell.Address(r.Number("dn_global_prop_ptr"))),
        ],
        "NAME            ",
        (r, w) =>
        {
            w.Printf("%-16s\n", r.Text("dn_name"));
            w.Printf("%17s %b\n", "flags", (uint)r.Number("dn_flags"), Flags);
            w.Printf("%17s %p\n%17s %p\n", "pl", r.Number("dn_pl"), "head", r.Number("dn_head"));
            w.Printf("%17s %d\n%17s %p\n", "instance", (int)r.Signed("dn_instance"), "inlist", r.Number("dn_inlist"));
            w.Printf("%17s %p\n", "global_prop_ptr", r.Number("dn_global_prop_ptr"));
        });

    public override DcmdInfo Info { get; } = new("devnames", "print devnames array")
    {
        Usage = "[-vm] [num]",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = """
            Lists the drivers with the first of their device nodes; with an address only the struct devnames there, with a number only
            the driver with that major number.

              -m  the address is a major number
              -v  with flags and the rest
            """,
        Examples = ["::devnames", "::devnames -v"],
    };

    public override string? InputType => "struct devnames";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "vm") is not { } options || options.Rest + 1 < call.Arguments.Count)
        {
            return Status.Usage;
        }

        Table<Value> table = options.Has('v') ? Wide : Layout;
        ulong? major = options.Has('m') && call.HasAddress ? call.Address : null;
        if (options.Rest < call.Arguments.Count)
        {
            if (!call.TryNumber(call.Arguments[options.Rest], out ulong number))
            {
                return Status.Error;
            }

            major = number;
        }

        if (major is { } wanted)
        {
            return One(call, table, wanted);
        }

        return KernelObject.Each(call, "devnames", () => call.Header(table), address =>
        {
            if (!KernelObject.TryRead(call.Run, "struct devnames", address, "failed to read devnames struct at ", out Value driver))
            {
                return Status.Error;
            }

            return (!call.HasAddress && driver.Number("dn_name") == 0) || Show(call, table, driver) ? Status.Ok : Status.Abort;
        });
    }

    private static Status One(Invocation call, Table<Value> table, ulong major)
    {
        KernelObjects kernel = call.Session.Kernel;
        uint count = DriverNames.Count(kernel, Fault);
        if (major >= count)
        {
            return call.Fail($"{major:x} is out of range [0x0-0x{Math.Max(count, 1) - 1:x}]");
        }

        if (DriverNames.At(kernel, major, Fault) is not { } driver)
        {
            return Status.Error;
        }

        call.Header(table);
        return Show(call, table, driver) ? Status.Ok : Status.Abort;

        void Fault(WalkFault fault) => KernelWalk.Report(call.Run, fault);
    }

    private static bool Show(Invocation call, Table<Value> table, Value driver) =>
        call.Row(table, driver, new Item(driver.Address, driver.Type));
}
