using System.Text.RegularExpressions;
using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>What ::dcmds and ::walkers share: a table of names, filtered by a regular expression.</summary>
internal static class CommandList
{
    public const string Usage = "[-n] [pattern]";

    internal sealed record Row(string Name, string Summary, string Module);

    private static readonly Table<Row> Layout = new(
        [new("name", r => r.Name), new("summary", r => r.Summary), new("module", r => r.Module)],
        Header: null,
        (r, w) => w.Printf("%-24s - %s\n", r.Name, r.Summary));

    /// <summary>Emits the rows whose name or (without -n) summary matches the pattern operand, in the order given.</summary>
    public static Status Show(Invocation call, IEnumerable<Row> rows)
    {
        if (CommandOptions.Parse(call, "n") is not { } options || call.Arguments.Count > options.Rest + 1)
        {
            return Status.Usage;
        }

        Regex? pattern = null;
        if (call.Arguments.Count > options.Rest)
        {
            pattern = PosixRegex.Create(call.Arguments[options.Rest].Text ?? "");
            if (pattern is null)
            {
                return call.Fail(PosixRegex.Invalid);
            }
        }

        foreach (Row row in rows)
        {
            bool shown = pattern is null || pattern.IsMatch(row.Name) || (!options.Has('n') && pattern.IsMatch(row.Summary));
            if (shown && !call.Row(Layout, row))
            {
                break;
            }
        }

        return Status.Ok;
    }
}
