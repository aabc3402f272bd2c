using Commands.Pipeline;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>Lists processes.</summary>
[Dcmd("ps")]
internal sealed class Ps : Dcmd
{
    private sealed record ThreadRow(ulong Address, string State);

    private sealed record LwpRow(ulong Lwp, ulong Thread, string Description);

    private static readonly Table<ThreadRow> Threads = new(
        [new("thread", r => Cell.Address(r.Address)), new("state", r => r.State)],
        Header: null,
        (r, w) => w.Printf("\tT  %?a <%s>\n", r.Address, r.State));

    private static readonly Table<LwpRow> Lwps = new(
        [new("lwp", r => Cell.Address(r.Lwp)), new("thread", r => Cell.Address(r.Thread)), new("id", r => r.Description)],
        Header: null,
        (r, w) => w.Printf("\tL  %?a ID: %s\n", r.Lwp, r.Description));

    public override DcmdInfo Info { get; } = new("ps", "list processes (and associated thr,lwp)")
    {
        Usage = "[-fltzTP]",
        Module = "genunix",
        Address = AddressUse.Optional,
        UsageNamesAddress = false,
        StockPipeForm = false,
        Help = """
            Lists the processes, or the one at the address.

              -f  the arguments of the program instead of its name
              -l  with the LWPs of each process
              -s  with the service that it belongs to
              -t  with the threads of each process
              -T  with its task
              -P  with its project
              -z  with its zone

            States: S sleeping, R runnable, Z zombie, T stopped, I being created, O on a CPU, W waiting.
            """,
        Examples = ["::ps", "::ps -f", "::ps -ltzTPs"],
    };

    public override string? InputType => "proc_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "fltzTPs") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        Table<ProcessRow> table = ProcessRow.Table(options.Has);
        return KernelObject.Each(call, "proc", () => call.Header(table), address => Show(call, options, table, address));
    }

    /// <summary>One process; the heading is out.</summary>
    private static Status Show(Invocation call, CommandOptions options, Table<ProcessRow> table, ulong address)
    {
        if (!TryRow(call, address, out ProcessRow? row))
        {
            return Status.Error;
        }

        bool more = call.Row(table, row!, new Item(address, row!.Process.Type));
        if (options.Has('t') || options.Has('l'))
        {
            foreach (Item item in KernelObject.Elements(call.Run, "thread", address))
            {
                if (KernelObject.TryReadPart(call.Run, "kthread_t", item.Bits, out Value thread))
                {
                    more = ShowThread(call, options, thread) && more;
                }
            }
        }

        return more ? Status.Ok : Status.Abort;
    }

    private static bool ShowThread(Invocation call, CommandOptions options, Value thread)
    {
        bool more = !options.Has('t') || call.Row(Threads, new ThreadRow(thread.Address, ThreadState.Flags(thread.Number("t_state"))));
        return (!options.Has('l')
            || call.Row(Lwps, new LwpRow(thread.Number("t_lwp"), thread.Address, ThreadDescription.Of(call.Run, thread, command: false)))) && more;
    }

    /// <summary>False after the message.</summary>
    internal static bool TryRow(Invocation call, ulong address, out ProcessRow? row)
    {
        bool read = KernelObject.TryRead(call.Run, "proc_t", address, "couldn't read proc_t from ", out Value process, reason: false);
        row = read ? new ProcessRow(address, process) : null;
        return read;
    }
}
