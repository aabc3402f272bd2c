using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Timers;

/// <summary>Shows timeouts.</summary>
[Dcmd("callout")]
internal sealed class CalloutDcmd : Dcmd
{
    public override DcmdInfo Info { get; } = new("callout", "display callouts")
    {
        Usage = "[-r|n] [-s|l] [-xhB] [-t | -ab nsec [-dkD]] [-C addr | -S seqid] [-f name|addr] [-p name| addr] [-T|L [-E]] [-FivVA]",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        Help = """
            Shows the callouts of the callout table at the address, or of all: processor,
            R for real-time and N for normal, when it expires, flags (X executing, H high
            resolution, A absolute, L long-term), id, function and argument.

              -r, -n    real-time, normal ones          -s, -l    short, long-term ones
              -x        executing ones                  -h, -B    high resolution, absolute
              -H, -Q    on heaps, on queues             -t time   that expire then
              -a, -b    not before, not after a time    -d        times from now
              -k        times in ticks                  -D        show times from now
              -C cpu    of the cpu_t                    -S seq    of the processor number
              -f, -p    with this function, argument    -i        by the hash of ids
              -T, -L    tables, lists instead           -E        empty ones, too
              -F        free ones instead               -V        as a tree
              -v        all members                     -A        addresses only
            """,
        Examples = ["::callout", "::callout -V", "::callout -T"],
    };

    public override string? InputType => "callout_table_t";

    public override Status Invoke(Invocation call)
    {
        if (CalloutRequest.Parse(call, out Status status) is not { } request)
        {
            return status;
        }

        Action<WalkFault> report = fault => KernelWalk.Report(call.Run, fault);
        if (!CalloutTables.TryFind(call.Session.Kernel, report, out CalloutTables? tables))
        {
            return Status.Error;
        }

        IEnumerable<int> indices = Enumerable.Range(0, tables!.Count);
        if (call.HasAddress)
        {
            if (tables.IndexOf(call.Address) is not { } index)
            {
                return call.Fail($"{call.Address:x} is not a callout table");
            }

            indices = [index];
        }

        var listing = new CalloutListing(call, request, tables, report);
        foreach (int index in indices.UntilStopped(call.Run))
        {
            if (!KernelObject.TryRead(call.Run, "callout_table_t", tables.Table(index), "failed to read callout_table at ", out Value table))
            {
                return Status.Error;
            }

            if (!listing.Show(new CalloutTableRow(index, table)))
            {
                break;
            }
        }

        return Status.Ok;
    }
}
