using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Tasks;

/// <summary>Looks for damage in the values of a resource control.</summary>
[Dcmd("rctl_validate")]
internal sealed class RctlValidate : Dcmd
{

    public override DcmdInfo Info { get; } = new("rctl_validate", "test resource control value sequence")
    {
        Usage = "[-v] [-n #]",
        Address = AddressUse.Required,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = """
            Shows the resource control at the address when its values are out of order, badly linked, or without the one in force.

              -v    what is wrong
              -n #  more values than that are wrong
            """,
    };

    public override string? InputType => "rctl_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "v", "n") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        if (!KernelObject.TryRead(call.Run, "rctl_t", call.Address, "failed to read rctl_t at ", out Value control))
        {
            return Status.Error;
        }

        ulong most = options.TryNumber('n', out ulong limit) ? limit : ulong.MaxValue;
        List<RctlFault> faults = Faults(call.Run, control, most);
        return faults.Count == 0 || call.Emit(new RctlFaultsEvent(control, faults, options.Has('v'))) ? Status.Ok : Status.Abort;
    }

    private static List<RctlFault> Faults(Run run, Value control, ulong most)
    {
        List<RctlFault> faults = [];
        ulong cursor = control.Number("rc_cursor");
        if (cursor == 0)
        {
            faults.Add(new RctlFault("NULL cursor seen"));
        }

        var seen = new HashSet<ulong>();
        Value previous = default;
        for (ulong at = control.Number("rc_values"); at != 0 && !run.ShouldStop;)
        {
            if (seen.Count == Limits.RctlValues)
            {
                run.PartialAlways(WalkFault.TooMany("rctl_val_t", seen.Count, at).Problem);
                break;
            }

            if (!seen.Add(at))
            {
                faults.Add(new RctlFault("circular next pointer at", Address: previous.Address));
                break;
            }

            if (!KernelObject.TryRead(run, "rctl_val_t", at, "failed to read rctl_val_t at ", out Value value))
            {
                break;
            }

            if (value.Number("rcv_prev") != previous.Address)
            {
                faults.Add(seen.Count == 1 ? new RctlFault("bad prev pointer at head") : new RctlFault("bad prev pointer at", Address: at));
            }

            if (seen.Count > 1 && Order(value).CompareTo(Order(previous)) < 0)
            {
                faults.Add(new RctlFault("ordering error at", Address: at));
            }

            previous = value;
            at = value.Number("rcv_next");
        }

        if ((ulong)seen.Count > most)
        {
            faults.Add(new RctlFault("sequence length =", Count: seen.Count));
        }

        if (!seen.Contains(cursor))
        {
            faults.Add(RctlFault.CursorOutside);
        }

        return faults;
    }

    /// <summary>Lower values come first, and of equal ones those of lower privilege.</summary>
    private static (ulong Value, ulong Privilege) Order(Value value) => (value.Number("rcv_value"), value.Number("rcv_privilege"));
}
