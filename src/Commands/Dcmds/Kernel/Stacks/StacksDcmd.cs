using Commands.Pipeline;
using DumpReader.Types;

namespace Commands.Dcmds.Kernel;

/// <summary>Summarises all threads by what they are doing.</summary>
[Dcmd("stacks")]
internal sealed class StacksDcmd : Dcmd
{
    public override DcmdInfo Info { get; } = new("stacks", "print unique kernel thread stacks")
    {
        Usage = "[-afiv] [-c func] [-C func] [-m module] [-M module] [-s sobj | -S sobj] [-t tstate | -T tstate]",
        Address = AddressUse.Optional,
        Module = "genunix",
        Help = """
            Groups the threads by their stacks and shows each stack once, the most frequent
            first and that of the panic last. In a pipe the addresses of the threads go on.
            With an address or a pipe only those threads are looked at.

              -a  every thread of a group, not only the first
              -f  look at the threads again
              -i  interesting ones: neither waiting for a condition nor free
              -v  progress on the error stream
              -c function, -m module  only stacks through it; -C and -M without it
              -s object, -t state     only threads blocked on it, in it; -S and -T without

            Objects: mutex rwlock cv sema user user_pi shuttle all.
            States: free sleep run onproc zomb stopped wait panic.
            """,
        Examples = ["::stacks", "::stacks -m zfs", "::stacks -t sleep | ::thread", "*panic_thread::stacks -a"],
    };

    public override string? InputType => "kthread_t";

    public override bool TakesPipeWhole => true;

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "afiv", texts: "cCmMsStT") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        if (StackFilter.Parse(call, options, out Status status) is not { } filter)
        {
            return status;
        }

        var cache = call.Session.Kept<KeptResult<StackScan>>();
        if (options.Has('f'))
        {
            cache.Drop();
        }

        // The groups that were found before the statement was stopped are the answer.
        return Groups(call, options, cache) is { } groups
            ? call.Run.Conclude(() => Show(call, groups().Where(filter.Accepts), options.Has('a')))
            : Status.Error;
    }

    private static Func<IEnumerable<StackGroup>>? Groups(Invocation call, CommandOptions options, KeptResult<StackScan> cache)
    {
        StackScan? all = cache.For(call.Run);
        if (call.PipeItems.Count > 0)
        {
            ulong[] threads = [.. call.PipeItems.Select(i => i.Bits)];
            if (all is null)
            {
                return Sorted(Scan(call, options, threads));
            }

            foreach (ulong stranger in threads.Where(t => all.Of(t) is null))
            {
                call.Run.Error($"stacks: {stranger:x} not in thread list");
            }

            return Sorted(all.Only(threads));
        }

        if (call.HasAddress)
        {
            if (all is null)
            {
                return Sorted(Scan(call, options, [call.Address]));
            }

            if (all.Of(call.Address) is { } group)
            {
                return () => [group];
            }

            call.Run.Error($"stacks: {call.Address:x} not in thread list");
            return null;
        }

        all ??= cache.Renew(call.Run, () => KernelObject.Walk(call, "thread", failure: "stacks: couldn't walk 'thread'") is { } walked
            ? Scan(call, options, [.. walked.Select(i => i.Bits)])
            : null);
        return all is null ? null : Sorted(all);

        Func<IEnumerable<StackGroup>> Sorted(StackScan scan) => () => scan.Sorted(call.Session);
    }

    private static StackScan Scan(Invocation call, CommandOptions options, IReadOnlyList<ulong> threads)
    {
        bool verbose = options.Has('v');
        if (verbose)
        {
            call.Run.Error("stacks: processing kernel threads");
        }

        StackScan scan = StackScan.Of(call.Run, threads);
        if (verbose)
        {
            call.Run.Error($"stacks: {scan.GroupCount} unique stacks / {scan.ThreadCount} threads");
            call.Run.Error("stacks: done");
        }

        return scan;
    }

    private static Status Show(Invocation call, IEnumerable<StackGroup> groups, bool everyThread)
    {
        bool first = true;
        CType? type = call.Session.FindType("kthread_t", out _);
        foreach (StackGroup group in groups)
        {
            bool more = call.ToPipe && !call.Output.TakesRows
                ? group.Listed.All(thread => call.Emit(new Item(thread, type), prefix: false))
                : call.Emit(new StackGroupEvent(group, everyThread || (first && !call.ToPipe), everyThread));
            first = false;

            // Once the deadline is over every event counts as the last; yet the groups that were found by then are the answer.
            if (!more && (call.ToPipe || call.Output.IsFull || call.Run.Cancellation.IsCancellationRequested))
            {
                break;
            }
        }

        return Status.Ok;
    }
}
