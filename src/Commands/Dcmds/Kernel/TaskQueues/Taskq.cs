using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.TaskQueues;

/// <summary>Shows task queues and what their threads are at.</summary>
[Dcmd("taskq")]
internal sealed class Taskq : Dcmd
{
    /// <summary>Columns that stacks stand to the right.</summary>
    private const int StackIndent = 4;

    public override DcmdInfo Info { get; } = new("taskq", "display a taskq_t")
    {
        Usage = "[-atT] [-m min_maxq] [-n name]",
        Address = AddressUse.Optional,
        UsageDemandsAddress = true,
        Module = "genunix",
        Help = """
            Shows the task queue at the address, or all: entries at work and threads, entries
            that wait and the most that ever did, instance. In a pipe the queues go on.

              -a        only queues with work
              -m count  only queues in which that many entries waited at once; all dynamic ones
              -n text   only queues whose name has the text in it
              -t, -T    with the stacks of the threads at work, of all threads
            """,
        Examples = ["::taskq", "::taskq -a", "::taskq -t -n callout"],
    };

    public override string? InputType => "taskq_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "atT", numbers: "m", texts: "n") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        if (call.HasAddress)
        {
            call.Header(TaskqRow.Layout);
            return !KernelObject.TryRead(call.Run, "taskq_t", call.Address, "failed to read taskq_t at ", out Value queue) ? Status.Error
                : Show(call, options, TaskqRow.Of(call.Run, queue)) ? Status.Ok
                : Status.Abort;
        }

        if (KernelObject.Walk(call, "taskq_cache") is not { } queues)
        {
            return Status.Error;
        }

        call.Header(TaskqRow.Layout);
        var rows = new List<TaskqRow>();
        foreach (Item item in queues)
        {
            if (KernelObject.TryRead(call.Run, "taskq_t", item.Bits, "failed to read taskq_t at ", out Value queue))
            {
                rows.Add(TaskqRow.Of(call.Run, queue));
            }
        }

        foreach (TaskqRow row in rows.Where(row => Wanted(row, options)).Order(Comparer<TaskqRow>.Create(TaskqRow.Compare)))
        {
            if (!Show(call, options, row))
            {
                break;
            }
        }

        return Status.Ok;
    }

    private static bool Wanted(TaskqRow row, CommandOptions options) =>
        (!options.Has('a') || row.Active > 0 || row.Pending > 0)
        && (options.Text('n') is not { } name || row.Name.Contains(name, StringComparison.Ordinal))
        && (!options.TryNumber('m', out ulong most) || row.IsDynamic || row.Most >= (long)most);

    private static bool Show(Invocation call, CommandOptions options, TaskqRow row)
    {
        var item = new Item(row.Queue.Address, row.Queue.Type);
        if (call.ToPipe)
        {
            return call.Emit(item, prefix: true);
        }

        if (!call.Row(TaskqRow.Layout, row, item))
        {
            return false;
        }

        bool all = options.Has('T');
        if ((all || options.Has('t')) && KernelObject.Elements(call.Run, "taskq_thread", item).Any())
        {
            string filter = all ? "" : " -C \"taskq_thread_wait\"";
            var output = new IndentedOutput(call.Output, StackIndent);
            call.Session.Evaluate($"0x{row.Queue.Address:x}::walk taskq_thread | ::stacks -a{filter}", row.Queue.Address, output);
        }

        return true;
    }
}
