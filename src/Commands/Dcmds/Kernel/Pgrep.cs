using System.Text.RegularExpressions;
using Commands.Dcmds.Core;
using Commands.Pipeline;

namespace Commands.Dcmds.Kernel;

/// <summary>Finds processes by the name of their program.</summary>
[Dcmd("pgrep")]
internal sealed class Pgrep : Dcmd
{
    private static readonly Table<ProcessRow> Layout = ProcessRow.Table(_ => false);

    public override DcmdInfo Info { get; } = new("pgrep", "pattern match against all processes")
    {
        Usage = "[-x] [-n | -o] pattern",
        Module = "genunix",
        StockHelp = false,
        Help = """
            Lists the processes whose program name matches an extended regular expression.

              -x  the whole name has to match
              -n  only the newest of them
              -o  only the oldest of them
            """,
        Examples = ["::pgrep .", "::pgrep -x init", "::pgrep -n . | ::print proc_t p_user.u_comm"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.HasAddress || CommandOptions.Parse(call, "xno") is not { } options || options.Rest != call.Arguments.Count - 1
            || (options.Has('n') && options.Has('o')) || call.Arguments[options.Rest].Text is not { } pattern)
        {
            return Status.Usage;
        }

        if (PosixRegex.Create(pattern, whole: options.Has('x')) is not { } regex)
        {
            return call.Fail(PosixRegex.Invalid);
        }

        if (KernelObject.Walk(call, "proc") is not { } processes)
        {
            return Status.Error;
        }

        IEnumerable<ProcessRow> found = Matches(call, processes, regex);
        if (options.Has('n') || options.Has('o'))
        {
            found = Extreme(found, newest: options.Has('n'));
        }

        bool first = true;
        foreach (ProcessRow row in found)
        {
            if (first)
            {
                call.Header(Layout);
                first = false;
            }

            if (!call.Row(Layout, row, new Item(row.Address, row.Process.Type)))
            {
                break;
            }
        }

        return Status.Ok;
    }

    private static IEnumerable<ProcessRow> Matches(Invocation call, IEnumerable<Item> processes, Regex regex)
    {
        foreach (Item item in processes)
        {
            if (Ps.TryRow(call, item.Bits, out ProcessRow? row) && regex.IsMatch(row!.Name))
            {
                yield return row;
            }
        }
    }

    /// <summary>The one that started last or first; of equals the first met.</summary>
    private static IEnumerable<ProcessRow> Extreme(IEnumerable<ProcessRow> rows, bool newest)
    {
        ProcessRow? best = null;
        Int128 bestStart = 0;
        foreach (ProcessRow row in rows)
        {
            Int128 start = ((Int128)row.Process.Signed("p_user.u_start.tv_sec") * 1_000_000_000) + row.Process.Signed("p_user.u_start.tv_nsec");
            if (best is null || (newest ? start > bestStart : start < bestStart))
            {
                (best, bestStart) = (row, start);
            }
        }

        return best is null ? [] : [best];
    }
}
