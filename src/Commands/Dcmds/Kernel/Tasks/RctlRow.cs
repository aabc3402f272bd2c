using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Tasks;

/// <summary>A resource control and the values it can have, in the lines of ::rctl.</summary>
internal static class RctlRow
{
    // sys/rctl.h: RCTL_LOCAL_*.
    private static readonly BitName[] Actions = FlagNames.Table(("SIGNAL", 1), ("DENY", 2), ("MAX", 0x80000000));

    private static readonly Table<Value> Control = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("id", r => r.Signed("rc_dict_entry->rcd_id")),
            new("name", r => r.Text("rc_dict_entry->rcd_name")),
        ],
        Header: null,
        (r, w) => w.Printf("%0?p\t%3d : %s\n", r.Address, (int)r.Signed("rc_dict_entry->rcd_id"), r.Text("rc_dict_entry->rcd_name")));

    private sealed record Limit(Value Value, bool Current);

    private static readonly Table<Limit> Limits = new(
        [
            new("addr", r => Cell.Address(r.Value.Address)), new("current", r => r.Current), new("value", r => r.Value.Number("rcv_value")),
            new("privilege", r => Privilege(r.Value)), new("flags", r => FlagNames.Of(r.Value.Number("rcv_flagaction"), Actions)),
        ],
        Header: null,
        (r, w) => w.Printf("\t%s %-#18llx %11s\tflags=<%b>\n", r.Current ? "(cur)" : "     ", r.Value.Number("rcv_value"),
            Privilege(r.Value), r.Value.Number("rcv_flagaction"), Actions));

    /// <summary>Shows a control, with a handle only when it is that one.</summary>
    public static Status Show(Invocation call, ulong address, ulong? handle)
    {
        if (!KernelObject.TryRead(call.Run, "rctl_t", address, "failed to read rctl_t structure at ", out Value control))
        {
            return Status.Error;
        }

        if (handle is { } wanted && control.Number("rc_dict_entry->rcd_id") != wanted)
        {
            return Status.Ok;
        }

        if (!call.Row(Control, control, new Item(address, control.Type)))
        {
            return Status.Abort;
        }

        ulong cursor = control.Number("rc_cursor");
        foreach (Item item in KernelObject.Elements(call.Run, "rctl_val", address))
        {
            if (!KernelObject.TryRead(call.Run, "rctl_val_t", item.Bits, "failed to read rctl_val_t at ", out Value value))
            {
                return Status.Error;
            }

            if (!call.Row(Limits, new Limit(value, item.Bits == cursor), new Item(item.Bits, value.Type)))
            {
                return Status.Abort;
            }
        }

        return Status.Ok;
    }

    // sys/rctl.h: rctl_priv_t.
    private static string Privilege(Value value) => value.Number("rcv_privilege") switch
    {
        0x1000000 => "basic",
        0x4000000 => "privileged",
        0x7000000 => "system",
        _ => "???",
    };
}
